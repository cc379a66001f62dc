/* Search over the index that a classic script put at window.dossierSearch; works from file:// and without a server.
   How the index is made and how keys are compared stands in dossier/plan/outputs/search.py. */
(function () {
  "use strict";

  var SHOWN_AT_MOST = 60;
  var WAIT_MS = 80;
  var LOOSE_FROM = 3;
  var index = window.dossierSearch;
  var form = document.getElementById("search");
  var input = document.getElementById("q");
  var list = document.getElementById("results");
  var status = document.getElementById("search-count");
  if (!index || !form || !input || !list || !status) { return; }

  function toLetters(text) {
    return Array.from(text, function (letter) {
      return Object.prototype.hasOwnProperty.call(index.letters, letter) ? index.letters[letter] : letter;
    }).join("");
  }

  function wordsOf(text) {
    var bare = Array.from(text).filter(function (letter) { return index.apostrophes.indexOf(letter) < 0; }).join("");
    return bare.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) || [];
  }

  function strictKey(word) {
    var latin = toLetters(word.normalize("NFKC").toLowerCase());
    return toLetters(latin.normalize("NFD").replace(/\p{M}/gu, ""));
  }

  function looseKey(key) {
    index.sounds.forEach(function (pair) { key = key.replaceAll(pair[0], pair[1]); });
    return key.replace(/(.)\1+/gu, "$1");
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

  /* Best weight by record for every key that begins with this one. */
  function weigh(words, found, key, factor, best) {
    for (var at = firstNotBelow(words, key); key && at < words.length && words[at].startsWith(key); at += 1) {
      var times = words[at] === key ? 2 * factor : factor;
      for (var place = 0; place < found[at].length; place += 2) {
        var record = found[at][place];
        best.set(record, Math.max(best.get(record) || 0, times * found[at][place + 1]));
      }
    }
  }

  function weightsOf(word) {
    var best = new Map();
    var key = strictKey(word);
    weigh(index.words, index.found, key, 1, best);
    var loose = looseKey(key);
    if (loose.length >= LOOSE_FROM) { weigh(index.loose, index.looseFound, loose, 0.5, best); }
    return best;
  }

  function recordsFor(query) {
    var words = wordsOf(query);
    if (!words.length) { return []; }
    var all = words.map(weightsOf);
    var ranks = [];
    all[0].forEach(function (weight, record) {
      if (all.every(function (best) { return best.has(record); })) {
        ranks.push([record, all.reduce(function (sum, best) { return sum + best.get(record); }, 0)]);
      }
    });
    ranks.sort(function (one, other) { return other[1] - one[1] || one[0] - other[0]; });
    return ranks.map(function (rank) { return index.records[rank[0]]; });
  }

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    element.textContent = text;
    if (className) { element.className = className; }
    parent.appendChild(element);
    return element;
  }

  function entry(record) {
    var kind = index.kinds[record[0]];
    var item = document.createElement("li");
    item.className = "item item-" + kind[0];
    var line = add(item, "p", "", "item-line");
    add(line, "span", kind[1], "kind");
    [record[4], record[3]].forEach(function (fact) { if (fact) { line.append(" · ", fact); } });
    var link = add(add(item, "p", "", "item-title"), "a", record[2]);
    link.setAttribute("href", form.dataset.root + record[1]);
    if (record[6]) { link.lang = record[6]; }
    if (record[5]) { add(item, "p", record[5], "item-summary"); }
    return item;
  }

  function keepInAddress(query) {
    try {
      window.history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : window.location.pathname);
    } catch (refused) {
      /* Some browsers refuse this for file:// pages; search does not need it. */
    }
  }

  function show() {
    var query = input.value.trim();
    var records = recordsFor(query);
    list.replaceChildren.apply(list, records.slice(0, SHOWN_AT_MOST).map(entry));
    var count = form.dataset.count.replace("{total}", String(records.length));
    status.textContent = query ? (records.length ? count : form.dataset.none) : "";
    keepInAddress(query);
  }

  function step(by) {
    var links = Array.from(list.querySelectorAll("a"));
    var next = links.indexOf(document.activeElement) + by;
    if (next < 0) { input.focus(); } else if (next < links.length) { links[next].focus(); }
  }

  var timer = 0;
  input.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(show, WAIT_MS);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    show();
  });
  document.addEventListener("keydown", function (event) {
    var inside = document.activeElement === input || list.contains(document.activeElement);
    if (inside && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });

  input.value = new URLSearchParams(window.location.search).get("q") || "";
  show();
}());
