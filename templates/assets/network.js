/* The network: kinds of tie and days that the reader chooses; who is near when a mark is pointed at or focused.
   Without this file everything is shown. What is chosen stands in the address, so that it can be passed on. */
(function () {
  "use strict";

  var drawing = document.querySelector(".picture-frame .ties");
  var form = document.querySelector(".network-key");
  if (!drawing || !form) { return; }
  var edges = Array.from(drawing.querySelectorAll(".edge"));
  var nodes = Array.from(drawing.querySelectorAll(".node"));
  var shown = form.querySelector("[data-shown]");

  function endsOf(edge) { return edge.dataset.ends.split(" "); }

  function entryOf(edge) { return document.getElementById(decodeURIComponent(edge.getAttribute("href").slice(1))); }

  function chosen() {
    var strands = Array.from(form.querySelectorAll("input[type=checkbox]"));
    return {
      out: strands.filter(function (box) { return !box.checked; }).map(function (box) { return box.name; }),
      from: form.elements.from ? form.elements.from.value : "",
      until: form.elements.until ? form.elements.until.value : "",
    };
  }

  /* Days compare as text; what has no day, or is open at an end, is never left out for it. */
  function fits(line, choice) {
    var first = line.dataset.first, last = line.dataset.last;
    return choice.out.indexOf(line.dataset.strand) < 0
      && !(choice.from && last && last < choice.from)
      && !(choice.until && first && first > choice.until);
  }

  function filterTie(edge, choice) {
    var kinds = {};
    entryOf(edge).querySelectorAll("li").forEach(function (line) {
      line.hidden = !fits(line, choice);
      if (!line.hidden) { kinds[line.dataset.strand] = true; }
    });
    edge.querySelectorAll("[data-strand]").forEach(function (part) {
      part.classList.toggle("is-out", !kinds[part.dataset.strand]);
    });
    var isOut = Object.keys(kinds).length === 0;
    edge.classList.toggle("is-out", isOut);
    entryOf(edge).hidden = isOut;
    return !isOut;
  }

  function show() {
    var choice = chosen();
    var left = edges.filter(function (edge) { return filterTie(edge, choice); });
    var tied = {};
    left.forEach(function (edge) { endsOf(edge).forEach(function (end) { tied[end] = true; }); });
    nodes.forEach(function (node) { node.classList.toggle("is-out", !tied[node.dataset.key]); });
    document.querySelectorAll(".tie-group").forEach(function (group) {
      group.hidden = !group.querySelector(".tie:not([hidden])");
    });
    shown.textContent = String(left.length);
    form.querySelector(".network-state").hidden = left.length === edges.length;
  }

  function remember() {
    var choice = chosen(), words = new URLSearchParams();
    if (choice.out.length) { words.set("without", choice.out.join(".")); }
    if (choice.from) { words.set("from", choice.from); }
    if (choice.until) { words.set("until", choice.until); }
    var hash = words.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  function recall() {
    var words = new URLSearchParams(location.hash.slice(1));
    var out = (words.get("without") || "").split(".");
    form.querySelectorAll("input[type=checkbox]").forEach(function (box) { box.checked = out.indexOf(box.name) < 0; });
    ["from", "until"].forEach(function (name) {
      if (form.elements[name]) { form.elements[name].value = words.get(name) || ""; }
    });
  }

  function choose(node) {
    drawing.classList.toggle("is-choosing", Boolean(node));
    if (!node) { return; }
    var near = {};
    edges.forEach(function (edge) {
      var isNear = endsOf(edge).indexOf(node.dataset.key) >= 0 && !edge.classList.contains("is-out");
      edge.classList.toggle("is-near", isNear);
      if (isNear) { endsOf(edge).forEach(function (end) { near[end] = true; }); }
    });
    near[node.dataset.key] = true;
    nodes.forEach(function (other) { other.classList.toggle("is-near", Boolean(near[other.dataset.key])); });
  }

  function nodeOf(event) { return event.target instanceof Element ? event.target.closest(".node") : null; }

  form.querySelectorAll("[hidden]").forEach(function (part) {
    if (!part.classList.contains("network-state")) { part.hidden = false; }
  });
  form.addEventListener("change", function () { show(); remember(); });
  form.addEventListener("reset", function () { window.setTimeout(function () { show(); remember(); }); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  ["pointerover", "focusin"].forEach(function (name) {
    drawing.addEventListener(name, function (event) { choose(nodeOf(event)); });
  });
  ["pointerleave", "focusout"].forEach(function (name) {
    drawing.addEventListener(name, function () { choose(null); });
  });
  if (/[#&](without|from|until)=/.test(location.hash)) { recall(); show(); }
}());
