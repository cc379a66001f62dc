/* The search page: hits with facets. Its state stands in the address, as #q=…&kind=…&actor=…, so that it can be sent. */
(function () {
  "use strict";

  var SHOWN = 20;
  var VALUES = 7;
  var WAIT_MS = 80;
  var index = window.dossierSearch;
  var form = document.getElementById("search");
  if (!index || !form) { return; }
  var texts = index.texts;
  var input = document.getElementById("q");
  var list = document.getElementById("results");
  var status = document.getElementById("search-count");
  var narrow = document.getElementById("search-facets");
  var dimensions = [["kind", texts.kind]].concat(index.facets);
  var asked = 0;
  var shown = SHOWN;
  var timer = 0;
  var state = read();

  function read() {
    var given = new URLSearchParams(window.location.hash.slice(1) || window.location.search);
    return { query: given.get("q") || "", chosen: new Map(dimensions.map(function (one) { return [one[0], new Set(given.getAll(one[0]))]; })) };
  }

  function write() {
    var told = new URLSearchParams();
    if (state.query) { told.set("q", state.query); }
    state.chosen.forEach(function (values, name) { values.forEach(function (value) { told.append(name, value); }); });
    var hash = String(told) ? "#" + told : "";
    if (window.location.hash === hash && !window.location.search) { return; }
    try {
      window.history.replaceState(null, "", window.location.pathname + hash);
    } catch (refused) {
      /* From a disk only what follows the # may be changed. */
      window.location.replace(hash || "#");
    }
  }

  function isNarrowed() { return Array.from(state.chosen.values()).some(function (values) { return values.size; }); }

  /* Resolves to [[name, label, [[key, label, set of numbers], …]], …]. Kinds stand in the numbers. */
  function facets(numbers) {
    var kinds = index.kinds.map(function (kind, digit) {
      return [kind[0], kind[1], new Set(numbers.filter(function (number) { return number % 10 === digit; }))];
    });
    return Promise.all(index.facets.map(function (one) {
      return index.facet(one[0]).then(function (values) {
        return [one[0], one[1], values.map(function (value) { return [value[0], value[1], new Set(value[2])]; })];
      });
    })).then(function (others) { return [["kind", texts.kind, kinds]].concat(others); });
  }

  function allowed(facet, number) {
    var chosen = state.chosen.get(facet[0]);
    return !chosen.size || facet[2].some(function (value) { return chosen.has(value[0]) && value[2].has(number); });
  }

  function passing(all, numbers, except) {
    return all.reduce(function (left, facet) {
      return facet === except ? left : left.filter(function (number) { return allowed(facet, number); });
    }, numbers);
  }

  /* Without words, what is looked through is everything that is filed under a chosen actor, topic, place or time. */
  function filed(all) {
    var found = new Set();
    all.slice(1).forEach(function (facet) {
      facet[2].forEach(function (value) {
        if (state.chosen.get(facet[0]).has(value[0])) { value[2].forEach(function (number) { found.add(number); }); }
      });
    });
    return Array.from(found);
  }

  function box(facet, value, count) {
    var line = document.createElement("li");
    var label = index.add(line, "label", "");
    var tick = index.add(label, "input", "");
    Object.assign(tick, { type: "checkbox", id: "by-" + facet[0] + "-" + value[0], checked: state.chosen.get(facet[0]).has(value[0]) });
    Object.assign(tick.dataset, { facet: facet[0], value: value[0] });
    index.add(label, "span", value[1]);
    index.add(label, "span", String(count), "count");
    return line;
  }

  function group(facet, all, numbers) {
    var left = passing(all, numbers, facet);
    var counted = facet[2].map(function (value) {
      return [value, left.filter(function (number) { return value[2].has(number); }).length];
    }).filter(function (pair) { return pair[1] || state.chosen.get(facet[0]).has(pair[0][0]); });
    if (facet[0] !== "period") { counted.sort(function (one, other) { return other[1] - one[1]; }); }
    if (counted.length < 2 && !state.chosen.get(facet[0]).size) { return null; }
    var part = document.createElement("fieldset");
    index.add(part, "legend", facet[1]);
    var boxes = counted.map(function (pair) { return box(facet, pair[0], pair[1]); });
    index.add(part, "ul", "").append.apply(part.lastChild, boxes.slice(0, VALUES));
    if (boxes.length > VALUES) {
      var more = index.add(part, "details", "");
      more.open = Boolean(document.querySelector("#more-" + facet[0] + "[open]"));
      more.id = "more-" + facet[0];
      index.add(more, "summary", texts.values);
      index.add(more, "ul", "").append.apply(more.lastChild, boxes.slice(VALUES));
    }
    return part;
  }

  function showFacets(all, numbers) {
    var focused = document.activeElement && document.activeElement.id;
    var groups = all.map(function (facet) { return group(facet, all, numbers); }).filter(Boolean);
    narrow.hidden = !groups.length;
    var inner = document.createElement("div");
    inner.className = "facets";
    inner.append.apply(inner, groups);
    if (isNarrowed()) { index.add(inner, "button", texts.clear, "search-clear").type = "button"; }
    narrow.replaceChildren(narrow.querySelector("summary"), inner);
    var again = focused && focused.indexOf("by-") === 0 && document.getElementById(focused);
    if (again) { again.focus(); }
  }

  function showHits(found, numbers, records) {
    list.replaceChildren.apply(list, records.map(function (record) {
      return index.entry(document.createElement("li"), record, state.query, true);
    }));
    if (records.length < numbers.length) {
      index.add(index.add(list, "li", "", "results-more"), "button", texts.more).type = "button";
    }
    var idle = !state.query && !isNarrowed();
    status.textContent = idle ? "" : found.short ? texts.short : !numbers.length ? texts.none :
      (found.some ? texts.some + " " : "") + texts.count.replace("{total}", String(numbers.length));
  }

  function show() {
    var mine = asked += 1;
    var found, all, numbers;
    if (!state.query && !isNarrowed()) {
      narrow.hidden = true;
      showHits({}, [], []);
      return;
    }
    index.find(state.query).then(function (result) {
      found = result;
      return facets(found.numbers);
    }).then(function (made) {
      all = made;
      if (state.query) { return all; }
      found.numbers = filed(all);
      return facets(found.numbers).then(function (again) { all = again; });
    }).then(function () {
      numbers = passing(all, found.numbers, null);
      return Promise.all(numbers.slice(0, shown).map(index.record));
    }).then(function (records) {
      if (mine !== asked) { return; }
      showHits(found, numbers, records);
      showFacets(all, found.numbers);
    }).catch(function () {
      if (mine === asked) { status.textContent = texts.failed; }
    });
  }

  function renew() {
    shown = SHOWN;
    write();
    show();
  }

  function ask() {
    state.query = input.value.trim();
    renew();
  }

  function step(by) {
    var links = Array.from(list.querySelectorAll("a"));
    var next = links.indexOf(document.activeElement) + by;
    if (next < 0) { input.focus(); } else if (next < links.length) { links[next].focus(); }
  }

  input.addEventListener("input", function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT_MS);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask();
  });
  narrow.addEventListener("change", function (event) {
    var values = state.chosen.get(event.target.dataset.facet);
    if (event.target.checked) { values.add(event.target.dataset.value); } else { values.delete(event.target.dataset.value); }
    renew();
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest(".search-clear")) {
      state.chosen.forEach(function (values) { values.clear(); });
      input.focus();
      renew();
    } else if (event.target.closest(".results-more button")) {
      shown += SHOWN;
      show();
    } else if (event.target.closest("[data-search-open]")) {
      event.preventDefault();
      input.focus();
    }
  });
  document.addEventListener("keydown", function (event) {
    var inside = document.activeElement === input || list.contains(document.activeElement);
    if (inside && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  window.addEventListener("hashchange", function () {
    state = read();
    input.value = state.query;
    show();
  });

  input.value = state.query;
  narrow.open = window.matchMedia("(min-width: 60rem)").matches;
  show();
}());
