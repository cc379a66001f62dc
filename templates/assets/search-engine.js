/* Finds records: loads the parts of the index that a query needs, ranks, narrows. How the index is made, and what a key is,
   stands in dossier/plan/outputs/search.py. Puts its functions beside the data at window.dossierSearch. */
(function () {
  "use strict";

  var DIGITS = 10;
  var LOOSE_FROM = 3;
  var TYPO_FROM = 5;
  var WHOLE = 2, BEGINNING = 1, SOUND = 0.6, TYPO = 0.3;
  var KIND_STEP = 0.04;
  var index = window.dossierSearch;
  if (!index || index.find) { return; }
  var root = document.querySelector("[data-search-root]").dataset.searchRoot;
  var parts = new Map();

  function load(name) {
    if (!parts.has(name)) {
      parts.set(name, new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = root + "search/" + name + ".js";
        script.onload = function () { resolve(window.dossierSearchParts[name]); };
        script.onerror = function () {
          parts.delete(name);
          reject(new Error(name));
        };
        document.head.appendChild(script);
      }));
    }
    return parts.get(name);
  }

  function toLetters(text) {
    return Array.from(text, function (letter) {
      return Object.prototype.hasOwnProperty.call(index.letters, letter) ? index.letters[letter] : letter;
    }).join("");
  }

  function wordsOf(text) {
    var bare = Array.from(text).filter(function (letter) { return index.apostrophes.indexOf(letter) < 0; }).join("");
    return bare.normalize("NFKC").match(/[\p{L}\p{N}\p{M}]+/gu) || [];
  }

  function strictKey(word) {
    var latin = toLetters(word.normalize("NFKC").toLowerCase());
    return toLetters(latin.normalize("NFD").replace(/\p{M}/gu, ""));
  }

  function looseKey(key) {
    index.sounds.forEach(function (pair) { key = key.replaceAll(pair[0], pair[1]); });
    return key.replace(/(.)\1+/gu, "$1");
  }

  function crc32(bytes) {
    var sum = bytes.reduce(function (value, byte) {
      value ^= byte;
      for (var bit = 0; bit < 8; bit += 1) { value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0); }
      return value;
    }, -1);
    return ~sum >>> 0;
  }

  function shardOf(key) {
    var first = Array.from(key).slice(0, index.prefix).join("");
    return load("words-" + crc32(new TextEncoder().encode(first)) % index.shards);
  }

  function firstNotBelow(words, key) {
    var low = 0;
    var high = words.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (words[middle] < key) { low = middle + 1; } else { high = middle; }
    }
    return low;
  }

  /* Calls back with every number of a list and its weight. */
  function eachNumber(list, call) {
    var weight = 0;
    var number = 0;
    list.forEach(function (step) {
      if (step < 0) {
        weight = -step;
        number = 0;
      } else {
        number += step;
        call(number, weight);
      }
    });
  }

  function note(best, list, factor) {
    eachNumber(list, function (number, weight) {
      best.set(number, Math.max(best.get(number) || 0, weight * factor));
    });
  }

  function noteRun(best, words, found, key, factor) {
    for (var at = firstNotBelow(words, key); at < words.length && words[at].startsWith(key); at += 1) {
      note(best, found[at], words[at] === key ? WHOLE * factor : factor);
    }
  }

  /* Whether one word becomes the other, or the beginning of it, by one letter more, less, other, or two exchanged. */
  function isNear(typed, word) {
    var at = 0;
    while (at < typed.length && typed[at] === word[at]) { at += 1; }
    var rest = typed.slice(at + 1);
    return word.startsWith(rest, at) || word.startsWith(rest, at + 1) || word.startsWith(typed.slice(at), at + 1) ||
      (typed[at] === word[at + 1] && typed[at + 1] === word[at] && word.startsWith(typed.slice(at + 2), at + 2));
  }

  function noteTypos(best, shard, key) {
    shard.words.forEach(function (word, at) {
      if (word.slice(0, 2) === key.slice(0, 2) && Math.abs(word.length - key.length) < 3 && isNear(key, word)) {
        note(best, shard.found[at], TYPO);
      }
    });
  }

  /* Resolves to {best, common}: the weight of a word by record, and whether it stands nearly everywhere. */
  function lookUp(word) {
    var key = strictKey(word);
    var loose = looseKey(key);
    return Promise.all([shardOf(key), shardOf(loose)]).then(function (shards) {
      var best = new Map();
      if (key.length >= index.prefix || index.shards === 1) {
        noteRun(best, shards[0].words, shards[0].found, key, BEGINNING);
      } else if (shards[0].words[firstNotBelow(shards[0].words, key)] === key) {
        note(best, shards[0].found[firstNotBelow(shards[0].words, key)], WHOLE);
      }
      if (loose.length >= LOOSE_FROM) { noteRun(best, shards[1].loose, shards[1].looseFound, loose, SOUND); }
      if (!best.size && key.length >= TYPO_FROM) { noteTypos(best, shards[0], key); }
      return { best: best, common: shards[0].common.indexOf(key) >= 0 };
    });
  }

  function rank(lists) {
    var sums = new Map();
    lists.forEach(function (list) {
      var rarity = Math.log(1 + index.count / (1 + list.best.size));
      list.best.forEach(function (weight, number) {
        var sum = sums.get(number) || { number: number, words: 0, weight: 0 };
        sum.words += list.common ? 0 : 1;
        sum.weight += weight * rarity * (1 + KIND_STEP * (DIGITS - number % DIGITS));
        sums.set(number, sum);
      });
    });
    return Array.from(sums.values());
  }

  /* Resolves to {numbers, some, short}: hits, best first; whether none of them has every word; whether more letters help. */
  function find(query) {
    var words = wordsOf(query);
    return Promise.all(words.map(lookUp)).then(function (lists) {
      var found = rank(lists);
      var wanted = lists.filter(function (list) { return !list.common; }).length;
      var most = found.reduce(function (sum, one) { return Math.max(sum, one.words); }, 0);
      var hits = found.filter(function (one) { return one.words === most; });
      hits.sort(function (one, other) { return other.weight - one.weight || one.number - other.number; });
      return {
        numbers: hits.map(function (one) { return one.number; }),
        some: most < wanted && hits.length > 0,
        short: !hits.length && index.shards > 1 && words.some(function (word) { return strictKey(word).length < index.prefix; })
      };
    });
  }

  function numbersOf(steps) {
    var numbers = [];
    eachNumber(steps, function (number) { numbers.push(number); });
    return numbers;
  }

  /* Resolves to [[key, label, numbers], …] of a dimension. */
  function facet(dimension) {
    return load("by-" + dimension).then(function (rows) {
      return rows.map(function (row) { return [row[0], row[1], numbersOf(row[2])]; });
    });
  }

  /* Resolves to a record by the names of its parts. */
  function record(number) {
    return load("records-" + Math.floor(number / index.block)).then(function (records) {
      var row = records[number];
      var kind = index.kinds[number % DIGITS];
      return {
        number: number, kind: kind[0], kindLabel: kind[1], url: root + row[0], title: row[1], subtitle: row[2],
        date: row[3], language: row[4], names: row[5], text: row[6]
      };
    });
  }

  /* Takes another index in the place of this one: the preview has made the site anew. */
  function renew(made) {
    parts.clear();
    Object.assign(index, made);
  }

  Object.assign(index, {
    renew: renew, find: find, facet: facet, record: record, wordsOf: wordsOf, strictKey: strictKey, looseKey: looseKey
  });
}());
