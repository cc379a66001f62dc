/* Evidence cards: what the list of sources says, beside the number that is pointed at, focused or tapped (beside.js).
   Without this file the number is a link to that list. */
(function () {
  "use strict";

  function sourceOf(link) {
    var href = link.getAttribute("href") || "";
    return href.charAt(0) === "#" ? document.getElementById(decodeURIComponent(href.slice(1))) : null;
  }

  function withoutIds(element) {
    var copy = element.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach(function (child) { child.removeAttribute("id"); });
    return copy;
  }

  /* Of several passages only the one that this very place relies on is shown. */
  function keepOwnWords(card, link) {
    var place = link.closest("[id]");
    var all = Array.from(card.querySelectorAll(".words"));
    var own = all.filter(function (words) { return place && words.dataset.place === "#" + place.id; });
    if (own.length) {
      all.forEach(function (words) { if (own.indexOf(words) < 0) { words.remove(); } });
    }
  }

  function build(link, source) {
    var card = document.createElement("span");
    card.className = "card";
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent);
    [".source-citation", ".evidence"].forEach(function (part) {
      var found = source.querySelector(part);
      if (found) { card.appendChild(withoutIds(found)); }
    });
    keepOwnWords(card, link);
    return card;
  }

  (window.dossierBeside = window.dossierBeside || []).push({
    links: "a.cite",
    waitMs: 150,
    onTap: true,
    make: function (link, show) {
      var source = sourceOf(link);
      if (source) { show(build(link, source)); }
    }
  });
}());
