/* Hits as readers see them: title, what it is, and the sentence in which the words stand, with marks. */
(function () {
  "use strict";

  var LONGEST = 240;
  var LOOSE_FROM = 3;
  var SENTENCE = /[^.!?…\n]+(?:[.!?…]+["'»”’)\]]*(?![^\s])|[.!?…]+|\n|$)/gu;
  var WORD = /[\p{L}\p{N}\p{M}'’ʼ]+/gu;
  var index = window.dossierSearch;
  if (!index || index.entry) { return; }

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    element.textContent = text;
    if (className) { element.className = className; }
    parent.appendChild(element);
    return element;
  }

  function keysOf(query) {
    return index.wordsOf(query).map(function (word) {
      var strict = index.strictKey(word);
      return { strict: strict, loose: index.looseKey(strict) };
    });
  }

  /* Returns which of the keys a written word answers to, or -1. */
  function keyAt(keys, written) {
    var strict = index.strictKey(index.wordsOf(written).join(""));
    var found = keys.findIndex(function (key) { return key.strict && strict.startsWith(key.strict); });
    if (found >= 0 || !/^\p{Lu}/u.test(written)) { return found; }
    var loose = index.looseKey(strict);
    return keys.findIndex(function (key) { return key.loose.length >= LOOSE_FROM && loose.startsWith(key.loose); });
  }

  /* Sentences of a text; what a full stop after an initial or an abbreviation cut off is put back. */
  function sentencesOf(text) {
    return (text.match(SENTENCE) || []).reduce(function (whole, piece) {
      var last = whole[whole.length - 1];
      if (last && last.indexOf("\n") < 0 && (/(?:^|[\s(])\S{1,3}\.\s*$/u.test(last) || /^\s*\p{Ll}/u.test(piece) || /^\S/u.test(piece))) {
        whole[whole.length - 1] = last + piece;
      } else {
        whole.push(piece);
      }
      return whole;
    }, []).map(function (sentence) { return sentence.trim(); }).filter(Boolean);
  }

  function score(keys, sentence) {
    return new Set((sentence.match(WORD) || []).map(function (word) { return keyAt(keys, word); }).filter(function (at) {
      return at >= 0;
    })).size;
  }

  /* Returns the sentence with the most of the words; the first one of those that are equal. */
  function passage(keys, found) {
    var sentences = sentencesOf(found.text);
    var best = { words: 0, sentence: sentences[0] || "" };
    sentences.concat(found.names || []).forEach(function (sentence) {
      var words = best.words < keys.length ? score(keys, sentence) : 0;
      if (words > best.words) { best = { words: words, sentence: sentence }; }
    });
    return best.sentence;
  }

  function cut(sentence, at) {
    if (sentence.length <= LONGEST) { return sentence; }
    var start = at < LONGEST * 0.7 ? 0 : sentence.indexOf(" ", Math.max(0, at - LONGEST / 3)) + 1;
    var end = start + LONGEST >= sentence.length ? sentence.length : sentence.lastIndexOf(" ", start + LONGEST);
    return (start ? "… " : "") + sentence.slice(start, end) + (end < sentence.length ? " …" : "");
  }

  function firstMatch(keys, text) {
    var found = Array.from(text.matchAll(WORD)).find(function (word) { return keyAt(keys, word[0]) >= 0; });
    return found ? found.index : 0;
  }

  function marked(parent, text, keys) {
    var end = 0;
    Array.from(text.matchAll(WORD)).forEach(function (word) {
      if (keyAt(keys, word[0]) < 0) { return; }
      parent.append(text.slice(end, word.index));
      add(parent, "mark", word[0]);
      end = word.index + word[0].length;
    });
    parent.append(text.slice(end));
  }

  /* Fills an element with a hit. With `linked`, the title is a link; else the whole element is to be chosen. */
  function entry(item, found, query, linked) {
    var keys = keysOf(query);
    item.className = "item item-" + found.kind;
    var line = add(item, "p", "", "item-line");
    add(line, "span", found.kindLabel, "kind");
    [found.date, found.subtitle].forEach(function (fact) { if (fact) { line.append(" · ", fact); } });
    var title = add(item, "p", "", "item-title");
    var named = linked ? add(title, "a", "") : title;
    if (linked) { named.setAttribute("href", found.url); }
    if (found.language) { named.lang = found.language; }
    marked(named, found.title, keys);
    var sentence = passage(keys, found);
    if (sentence) { marked(add(item, "p", "", "item-summary"), cut(sentence, firstMatch(keys, sentence)), keys); }
    return item;
  }

  index.entry = entry;
  index.add = add;
}());
