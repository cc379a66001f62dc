/* The picture above a timeline: closer, farther, lanes, filters, by mouse, touch and keyboard; its state stands in the
   address. Without this file the picture stands still and its marks are links to the list. The events come from a
   classic script that is fetched when the reader begins, see dossier/plan/outputs/timeline.py; works from file://. */
(function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg";
  var DAY_MS = 86400000;
  var NOON = 0.5;
  var MARKS_AT_MOST = 160;
  var LANES_AT_MOST = 10;
  var ROWS_AT_MOST = 14;
  var FOUND_AT_MOST = 60;
  var ROW = 14;
  var BAND = 18;
  var STEP = 0.25;
  var CLOSER = 0.6;
  var DRAG_FROM_PX = 4;
  var DIMENSIONS = ["kind", "actor", "place", "topic"];
  var DISPUTED = 1;
  var OPEN_BEFORE = 2;
  var OPEN_AFTER = 4;

  var root = document.querySelector("[data-timeline]");
  if (!root) { return; }
  var form = root.querySelector("form");
  var frame = root.querySelector(".timeline-frame");
  var svg = root.querySelector(".timeline-plot");
  var info = root.querySelector(".timeline-info");
  var count = root.querySelector(".timeline-count");
  var foundList = root.querySelector(".timeline-found");
  var language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang; // days first, as in the list
  var isListed = "listed" in root.dataset;
  var home = { first: dayOf(root.dataset.first), last: dayOf(root.dataset.last) + 1 };
  var state = { first: home.first, last: home.last, lanes: "", only: {} };
  var data = null;
  var events = [];
  var undated = [];
  var limits = home;
  var waiting = [];

  /* Days since 1970-01-01, as numbers: years below 100 are years too. */
  function dayOf(text) { return Math.round(Date.parse(text + "T00:00:00Z") / DAY_MS); }
  function isoOf(day) { return new Date(Math.floor(day) * DAY_MS).toISOString().slice(0, 10); }

  function words(day, options) {
    options.timeZone = "UTC";
    return new Intl.DateTimeFormat(language, options).format(new Date(day * DAY_MS));
  }

  /* -- The events ------------------------------------------------------------------------------------------------ */

  function load(then) {
    if (data) { then(); return; }
    waiting.push(then);
    if (waiting.length > 1) { return; }
    var script = document.createElement("script");
    script.src = root.dataset.timeline;
    script.addEventListener("load", begin);
    document.head.appendChild(script);
  }

  function begin() {
    data = window.dossierTimeline;
    var listed = new Map();
    document.querySelectorAll("#list .entry[id]").forEach(function (entry) { listed.set(entry.id, entry); });
    var all = data.events.map(eventOf);
    events = isListed ? all.filter(function (event) { return listed.has(event.anchor); }) : all;
    events.forEach(function (event) {
      event.entry = isListed ? listed.get(event.anchor) : null;
      listed.delete(event.anchor);
    });
    undated = Array.from(listed.values());
    limits = limitsOf();
    DIMENSIONS.forEach(fillChoices);
    frame.classList.add("is-live");
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", root.querySelector("h2").textContent + ". " + frame.dataset.help);
    new ResizeObserver(draw).observe(frame);
    waiting.forEach(function (then) { then(); });
  }

  function eventOf(row) {
    var name = decodeURIComponent(row[0].split("/")[1]);
    return {
      anchor: "event-" + name, url: root.dataset.root + row[0], title: row[1], date: row[2], first: row[3], last: row[4],
      sureFirst: row[5], sureLast: row[6], look: row[7], marks: row[8],
      reports: row[9], reported: row[9].length ? row[9][0] : null,
      kind: row[10], actor: row[11], place: row[12], topic: row[13]
    };
  }

  function fillChoices(name) {
    var select = form.elements[name];
    data.dimensions[name].forEach(function (pair, index) {
      if (events.some(function (event) { return event[name].includes(index); })) {
        select.add(new Option(pair[1], pair[0]));
      }
    });
    select.closest("label").hidden = select.options.length < 3;
  }

  function chosen(event) {
    return DIMENSIONS.every(function (name) {
      var key = state.only[name];
      return !key || event[name].some(function (index) { return data.dimensions[name][index][0] === key; });
    });
  }

  function isInView(event) {
    return (event.marks & OPEN_AFTER ? Infinity : event.last + 1) > state.first &&
      (event.marks & OPEN_BEFORE ? -Infinity : event.first) < state.last;
  }

  /* -- Drawing --------------------------------------------------------------------------------------------------- */

  function element(name, attributes, parent) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (parent) { parent.appendChild(made); }
    return made;
  }

  function scaleTo(first, last, width) {
    return function (day) { return Math.min(Math.max((day - first) / (last - first), 0), 1) * width; };
  }

  function lanesOf(shown) {
    if (!state.lanes) { return [{ label: "", events: shown }]; }
    var names = data.dimensions[state.lanes];
    var lanes = names.map(function (pair, index) {
      return { label: pair[1], events: shown.filter(function (event) { return event[state.lanes].includes(index); }) };
    }).filter(function (lane) { return lane.events.length; });
    lanes.sort(function (one, other) { return other.events.length - one.events.length; });
    var rest = shown.filter(function (event) { return !event[state.lanes].length; });
    var others = new Set();
    lanes.splice(LANES_AT_MOST).forEach(function (lane) { lane.events.forEach(function (event) { others.add(event); }); });
    if (others.size) { lanes.push({ isRest: true, label: root.dataset.others, events: shown.filter(function (event) { return others.has(event); }) }); }
    if (rest.length) { lanes.push({ isRest: true, label: root.dataset.without, events: rest }); }
    return lanes;
  }

  /* Row of each event, or null where too many would stand above each other. */
  function rowsOf(list, at) {
    var ends = [];
    var rows = list.map(function (event) {
      var room = roomOf(event, at);
      var row = ends.findIndex(function (end) { return end + 2 <= room[0]; });
      if (row < 0) { row = ends.length; }
      ends[row] = room[1];
      return row;
    });
    return ends.length > ROWS_AT_MOST ? null : { rows: rows, count: ends.length };
  }

  function roomOf(event, at) {
    var left = event.marks & OPEN_BEFORE ? 0 : at(event.first);
    var right = event.marks & OPEN_AFTER ? at(state.last) : at(event.last + 1);
    var short = Math.max(12 - (right - left), 0) / 2;
    return [left - short, right + short];
  }

  function drawMark(event, y, at, parent) {
    var label = labelOf(event);
    var link = element("a", { "class": "mark look-" + event.look, href: event.entry ? "#" + event.anchor : event.url, "aria-label": label, "data-event": event.anchor, tabindex: "-1" }, parent);
    element("title", {}, link).textContent = label;
    var from = at(event.first + NOON);
    var to = at(event.last + NOON);
    if (event.marks & OPEN_BEFORE) { element("rect", { x: 0, width: from, y: y - 3, height: 6, fill: "url(#fade-before)" }, link); }
    if (event.marks & OPEN_AFTER) { element("rect", { x: to, width: Math.max(at(state.last) - to, 0), y: y - 3, height: 6, fill: "url(#fade-after)" }, link); }
    if (event.look === "between") {
      var room = roomOf(event, at);
      element("rect", { x: room[0], width: room[1] - room[0], y: y - 4.5, height: 9, fill: "url(#fade)" }, link);
      if (event.sureFirst !== null) { bar("sure", at(event.sureFirst + NOON), at(event.sureLast + NOON), y, link); }
    } else {
      bar("sure", from, to, y, link);
      if (event.look === "coarse" || event.look === "unsure") { bar("hollow", from, to, y, link); }
      if (event.look === "unsure") { element("text", { "class": "doubt", x: (from + to) / 2, y: y + 3.5 }, link).textContent = "?"; }
    }
    element("use", { href: "#hit", x: (from + to) / 2, y: y }, link);
    if (event.marks & DISPUTED) { element("use", { href: "#slash", x: (from + to) / 2, y: y }, link); }
  }

  function labelOf(event) {
    var label = event.date + ": " + event.title;
    if (event.reported === null) { return label; }
    var day = words(event.reported, { day: "numeric", month: "long", year: "numeric" });
    return label + " · " + root.dataset.reported.replace("{date}", day);
  }

  function bar(name, from, to, y, parent) {
    element("line", { "class": name, x1: from, x2: to, y1: y, y2: y }, parent);
  }

  function countsOf(days, first, last, parts) {
    var counts = new Array(parts).fill(0);
    days.forEach(function (day) {
      var part = Math.floor((day - first) / (last - first) * parts);
      if (part >= 0 && part < parts) { counts[part] += 1; }
    });
    return counts;
  }

  function drawColumns(name, counts, most, base, height, width, parent) {
    counts.forEach(function (count, part) {
      if (!count) { return; }
      var tall = Math.max(Math.abs(height) * count / most, 2);
      var column = element("rect", { "class": name, x: part * width / counts.length, width: width / counts.length, y: height > 0 ? base - tall : base, height: tall }, parent);
      if (parent === svg) { element("title", {}, column).textContent = String(count); }
    });
  }

  function middleOf(event) { return (event.first + event.last + 1) / 2; }
  function middleInView(event) {
    return (Math.max(event.first, state.first) + Math.min(event.last + 1, state.last)) / 2;
  }
  function reportsOf(event) { return event.reports; }

  function mostOf(counts) { return Math.max.apply(null, counts.concat(1)); }

  function columnsOf(lane) {
    var parts = Math.min(Math.floor(frame.clientWidth / (state.lanes ? 14 : 8)), 120);
    return countsOf(lane.events.map(middleInView), state.first, state.last, parts);
  }

  /* Lanes of one thing each have one scale; what is left over would flatten them and has its own. */
  function scaleOfLanes(lanes) {
    return Math.max.apply(null, lanes.map(function (lane) { return lane.isRest ? 1 : mostOf(columnsOf(lane)); }).concat(1));
  }

  function drawLane(lane, top, at, budget, most) {
    var y = top;
    if (lane.label) {
      y += 18;
      element("text", { "class": "lane-label", x: 0, y: y - 4 }, svg).textContent = lane.label + " · " + lane.events.length;
    }
    var packed = lane.events.length <= budget ? rowsOf(lane.events, at) : null;
    var width = frame.clientWidth;
    if (!packed) {
      var counts = columnsOf(lane);
      drawColumns(lane.isRest ? "happened rest" : "happened", counts, lane.isRest ? mostOf(counts) : most, y + 44, 40, width, svg);
      return y + 48;
    }
    var height = ROW * packed.count;
    lane.events.forEach(function (event, place) { drawMark(event, y + height - ROW * (packed.rows[place] + 0.5), at, svg); });
    return y + height + 6;
  }

  function ticksOf(width) {
    var days = state.last - state.first;
    var most = Math.max(Math.floor(width / 110), 2);
    var steps = [["day", 1], ["day", 2], ["day", 7], ["day", 14], ["month", 1], ["month", 3], ["month", 6], ["month", 12], ["month", 60], ["month", 120], ["month", 600], ["month", 1200], ["month", 12000]];
    var step = steps.find(function (one) { return days / (one[0] === "day" ? one[1] : one[1] * 30.4) <= most; }) || steps[steps.length - 1];
    var ticks = [];
    var day = Math.floor(state.first);
    if (step[0] === "day") {
      day += (step[1] - (((day + 3) % step[1]) + step[1]) % step[1]) % step[1];
      for (; day < state.last; day += step[1]) { ticks.push([day, words(day, { day: "numeric", month: "short", year: "numeric" })]); }
      return ticks;
    }
    var start = new Date(day * DAY_MS);
    var month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step[1]) * step[1];
    for (; ; month += step[1]) {
      var date = new Date(0);
      date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
      day = date.getTime() / DAY_MS;
      if (day >= state.last) { return ticks; }
      if (day >= state.first) { ticks.push([day, words(day, step[1] < 12 ? { month: "short", year: "numeric" } : { year: "numeric" })]); }
    }
  }

  function drawAxis(y, at, width) {
    var group = element("g", { "aria-hidden": "true" });
    svg.insertBefore(group, svg.firstChild);
    ticksOf(width).forEach(function (tick) {
      var x = at(tick[0]);
      element("line", { "class": "grid", x1: x, x2: x, y1: 0, y2: y }, group);
      var side = x < 36 ? "at-start" : x > width - 36 ? "at-end" : "tick-label";
      element("text", { "class": side, x: x, y: y + 15 }, group).textContent = tick[1];
    });
    element("line", { "class": "ground", x1: 0, x2: width, y1: y, y2: y }, group);
  }

  /* The whole, small: what is counted where, and a window around what is drawn above. */
  function drawBand(shown, base, width) {
    var first = Math.min(home.first, state.first);
    var last = Math.max(home.last, state.last);
    var at = scaleTo(first, last, width);
    var group = element("g", { "class": "band", "aria-hidden": "true" }, svg);
    var parts = Math.min(Math.floor(width / 7), 120);
    element("rect", { "class": "window", x: at(state.first), width: Math.max(at(state.last) - at(state.first), 2), y: base - BAND, height: 2 * BAND }, group);
    var happened = countsOf(shown.map(middleOf), first, last, parts);
    var reported = countsOf(shown.flatMap(reportsOf), first, last, parts);
    drawColumns("happened", happened, mostOf(happened), base, BAND, width, group);
    drawColumns("reported", reported, mostOf(reported), base, -BAND, width, group);
  }

  function draw() {
    if (!data) { return; }
    var focused = svg.contains(document.activeElement) ? anchorOf(document.activeElement) : "";
    var width = frame.clientWidth;
    var at = scaleTo(state.first, state.last, width);
    var matching = events.filter(chosen);
    var shown = matching.filter(isInView);
    var lanes = lanesOf(shown);
    var drawn = lanes.reduce(function (sum, lane) { return sum + lane.events.length; }, 0);
    svg.replaceChildren();
    var most = scaleOfLanes(lanes);
    var y = lanes.reduce(function (top, lane) { return drawLane(lane, top, at, drawn <= MARKS_AT_MOST ? MARKS_AT_MOST : 0, most); }, 4);
    var base = y + 22 + BAND;
    drawAxis(y, at, width);
    drawBand(matching, base, width);
    svg.setAttribute("height", base + BAND + 2);
    restoreFocus(focused);
    showList(matching, shown);
    info.textContent = "";
    count.textContent = root.dataset.shown.replace("{shown}", shown.length).replace("{total}", events.length);
    DIMENSIONS.concat("lanes").forEach(function (name) { form.elements[name].value = name === "lanes" ? state.lanes : state.only[name] || ""; });
  }

  function anchorOf(mark) { return mark.dataset.event || (mark.getAttribute("href") || "").split("#")[1] || ""; }

  function restoreFocus(anchor) {
    var marks = svg.querySelectorAll("a.mark");
    var mark = anchor ? Array.from(marks).find(function (one) { return one.dataset.event === anchor; }) : null;
    if (marks.length) { (mark || marks[0]).setAttribute("tabindex", "0"); }
    if (mark) { mark.focus({ preventScroll: true }); } else if (anchor) { frame.focus({ preventScroll: true }); }
  }

  /* The list below shows what the picture shows. Where it is on other pages, the events in view are listed here. */
  function showList(matching, shown) {
    var inView = new Set(shown);
    var whole = state.first <= home.first && state.last >= home.last;
    if (isListed) {
      var kept = new Set(matching);
      var isFiltered = DIMENSIONS.some(function (name) { return state.only[name]; });
      events.forEach(function (event) { event.entry.hidden = !(whole ? kept : inView).has(event); });
      undated.forEach(function (entry) { entry.hidden = isFiltered || !whole; });
      document.querySelectorAll("#list .timeline").forEach(hideEmpty);
      return;
    }
    foundList.replaceChildren();
    foundList.hidden = shown.length > FOUND_AT_MOST;
    if (!foundList.hidden) { shown.forEach(function (event) { foundList.appendChild(entryOf(event)); }); }
  }

  function hideEmpty(list) {
    list.hidden = !list.querySelector(".entry:not([hidden])");
    var heading = list.previousElementSibling;
    if (heading && heading.tagName === "H3") { heading.hidden = list.hidden; }
    var year = list.closest(".year");
    year.hidden = !year.querySelector(".entry:not([hidden])");
  }

  function paragraph(name, parent) {
    var made = document.createElement("p");
    made.className = name;
    parent.appendChild(made);
    return made;
  }

  function entryOf(event) {
    var item = document.createElement("li");
    item.className = "entry";
    paragraph("entry-date", item).textContent = event.date;
    var link = document.createElement("a");
    link.href = event.url;
    link.textContent = event.title;
    paragraph("entry-title", item).appendChild(link);
    return item;
  }

  /* -- Moving ---------------------------------------------------------------------------------------------------- */

  function limitsOf() {
    var first = events.reduce(function (least, event) { return Math.min(least, event.first); }, home.first);
    var last = events.reduce(function (most, event) { return Math.max(most, event.last + 1); }, home.last);
    var air = (last - first) * 0.03;
    return { first: Math.max(first - air, dayOf("0001-01-01")), last: Math.min(last + air, dayOf("9999-12-31")) };
  }

  function showDays(first, last) {
    var length = Math.min(Math.max(last - first, 1), limits.last - limits.first);
    state.first = Math.min(Math.max((first + last - length) / 2, limits.first), limits.last - length);
    state.last = state.first + length;
    settle();
  }

  function settle() {
    draw();
    window.history.replaceState(null, "", hashOf());
  }

  function zoom(factor, share) {
    var length = state.last - state.first;
    var fixed = state.first + length * (share === undefined ? 0.5 : share);
    showDays(fixed - (fixed - state.first) * factor, fixed + (state.last - fixed) * factor);
  }

  function move(share) {
    var by = (state.last - state.first) * share;
    showDays(state.first + by, state.last + by);
  }

  function reset() {
    state.only = {};
    state.lanes = "";
    showDays(home.first, home.last);
  }

  var ACTIONS = {
    "in": function () { zoom(CLOSER); },
    out: function () { zoom(1 / CLOSER); },
    earlier: function () { move(-STEP); },
    later: function () { move(STEP); },
    whole: reset
  };
  var KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "earlier", ArrowRight: "later", "0": "whole" };

  /* -- The address ----------------------------------------------------------------------------------------------- */

  function hashOf() {
    var parts = new URLSearchParams();
    parts.set("from", isoOf(state.first));
    parts.set("to", isoOf(state.last - 1));
    if (state.lanes) { parts.set("lanes", state.lanes); }
    DIMENSIONS.forEach(function (name) { if (state.only[name]) { parts.set(name, state.only[name]); } });
    return "#" + parts.toString();
  }

  function readHash() {
    var parts = new URLSearchParams(window.location.hash.slice(1));
    var first = dayOf(parts.get("from") || "");
    var last = dayOf(parts.get("to") || "");
    if (!(first <= last)) { return; }
    load(function () {
      state.lanes = DIMENSIONS.includes(parts.get("lanes")) ? parts.get("lanes") : "";
      state.only = {};
      DIMENSIONS.forEach(function (name) {
        var key = parts.get(name);
        if (key && Array.from(form.elements[name].options).some(function (option) { return option.value === key; })) { state.only[name] = key; }
      });
      showDays(first, last + 1);
    });
  }

  /* -- Hands ----------------------------------------------------------------------------------------------------- */

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("focusin", function () { load(function () {}); });
  form.addEventListener("pointerdown", function () { load(function () {}); });
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button) { load(ACTIONS[button.name]); }
  });
  form.addEventListener("change", function (event) {
    load(function () {
      if (event.target.name === "lanes") { state.lanes = event.target.value; } else { state.only[event.target.name] = event.target.value; }
      settle();
    });
  });

  frame.addEventListener("focusin", function () { load(function () {}); });
  frame.addEventListener("keydown", function (event) {
    if (!data || event.altKey || event.ctrlKey || event.metaKey) { return; }
    var onMark = event.target !== frame && (event.key === "ArrowLeft" || event.key === "ArrowRight");
    if (onMark) { step(event.key === "ArrowRight" ? 1 : -1); } else if (KEYS[event.key]) { ACTIONS[KEYS[event.key]](); } else { return; }
    event.preventDefault();
  });

  /* From mark to mark in order of time. */
  function step(by) {
    var marks = Array.from(svg.querySelectorAll("a.mark"));
    var place = marks.indexOf(document.activeElement);
    var next = marks[place + by];
    if (place < 0 || !next) { move(by * STEP); return; }
    marks[place].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }

  function tell(event) {
    var mark = event.target instanceof Element ? event.target.closest("a.mark") : null;
    var old = svg.querySelector(".report-line");
    if (old) { old.remove(); }
    if (!data || !mark) { return; }
    var found = events.find(function (one) { return one.anchor === mark.dataset.event; });
    if (!found) { return; }
    info.textContent = labelOf(found);
    if (found.reported === null) { return; }
    var at = scaleTo(state.first, state.last, frame.clientWidth);
    var y = mark.getBoundingClientRect().top - svg.getBoundingClientRect().top + 5;
    var to = at(found.reported + NOON);
    element("path", { "class": "report-line", d: "M" + at(found.first + NOON) + " " + y + "H" + to + "m0-6v12", fill: "none" }, svg);
  }
  /* On the frame: Chromium lets the Tab key stop at a drawing that listens for focus. */
  frame.addEventListener("pointerover", tell);
  frame.addEventListener("focusin", tell);

  frame.addEventListener("wheel", function (event) {
    var sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!event.ctrlKey && !event.metaKey && !sideways) { return; }
    event.preventDefault();
    var box = frame.getBoundingClientRect();
    load(function () {
      if (sideways) { move((event.deltaX || event.deltaY) / box.width); } else { zoom(Math.exp(event.deltaY / 300), (event.clientX - box.left) / box.width); }
    });
  }, { passive: false });

  var pointers = new Map();
  var grip = null;

  function grab() {
    var spots = Array.from(pointers.values());
    grip = { spots: spots, first: state.first, last: state.last, moved: false };
  }

  /* The days under the fingers stay under the fingers. */
  function drag() {
    var box = frame.getBoundingClientRect();
    var now = Array.from(pointers.values());
    var length = grip.last - grip.first;
    var was = grip.spots.map(function (x) { return grip.first + (x - box.left) / box.width * length; });
    if (now.length === 1) {
      var by = (grip.spots[0] - now[0]) / box.width * length;
      showDays(grip.first + by, grip.last + by);
    } else if (Math.abs(now[1] - now[0]) > 8) {
      var perPx = (was[1] - was[0]) / (now[1] - now[0]);
      showDays(was[0] - (now[0] - box.left) * perPx, was[0] + (box.right - now[0]) * perPx);
    }
  }

  frame.addEventListener("pointerdown", function (event) {
    if (event.button !== 0) { return; }
    load(function () {});
    pointers.set(event.pointerId, event.clientX);
    grab();
  });
  window.addEventListener("pointermove", function (event) {
    if (!pointers.has(event.pointerId) || !data) { return; }
    var moved = Math.abs(event.clientX - pointers.get(event.pointerId));
    if (!grip.moved && moved < DRAG_FROM_PX) { return; }
    if (!grip.moved) { grip.moved = true; frame.classList.add("is-dragged"); frame.setPointerCapture(event.pointerId); }
    pointers.set(event.pointerId, event.clientX);
    drag();
  });
  ["pointerup", "pointercancel"].forEach(function (name) {
    window.addEventListener(name, function (event) {
      if (!pointers.delete(event.pointerId)) { return; }
      var moved = grip.moved;
      grab();
      grip.moved = moved && pointers.size > 0;
      frame.classList.remove("is-dragged");
      if (moved) { window.addEventListener("click", swallow, { capture: true, once: true }); window.setTimeout(function () { window.removeEventListener("click", swallow, { capture: true }); }, 0); }
    });
  });
  function swallow(event) { event.preventDefault(); event.stopPropagation(); }
  svg.addEventListener("dragstart", function (event) { event.preventDefault(); });

  window.addEventListener("hashchange", readHash);
  readHash();
}());
