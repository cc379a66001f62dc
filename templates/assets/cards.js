/* Evidence cards: what the list of sources says, beside the number that is pointed at, focused or tapped.
   Without this file the number is a link to that list. */
(function () {
  "use strict";

  var OPEN_AFTER_MS = 150;
  var CLOSE_AFTER_MS = 250;
  var opened = null;
  var timer = 0;
  var closedByHand = null;

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

  function place(card, link) {
    var at = link.getBoundingClientRect();
    var frame = (card.offsetParent || document.documentElement).getBoundingClientRect();
    var room = document.documentElement.clientWidth;
    var left = Math.max(8, Math.min(at.left, room - card.offsetWidth - 8));
    var below = window.innerHeight - at.bottom > card.offsetHeight + 8 || at.top < card.offsetHeight + 8;
    card.style.left = left - frame.left + "px";
    card.style.top = (below ? at.bottom + 4 : at.top - card.offsetHeight - 4) - frame.top + "px";
  }

  function close() {
    window.clearTimeout(timer);
    if (!opened) { return; }
    opened.link.removeAttribute("aria-expanded");
    opened.card.remove();
    opened = null;
  }

  function open(link) {
    window.clearTimeout(timer);
    if (opened && opened.link === link) { return; }
    var source = sourceOf(link);
    close();
    if (!source) { return; }
    var card = build(link, source);
    link.insertAdjacentElement("afterend", card);
    link.setAttribute("aria-expanded", "true");
    place(card, link);
    opened = { link: link, card: card };
  }

  function citeOf(target) {
    return target instanceof Element ? target.closest("a.cite") : null;
  }

  function isInside(target) {
    return Boolean(opened) && target instanceof Node && (opened.card.contains(target) || opened.link.contains(target));
  }

  function closeSoon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(close, CLOSE_AFTER_MS);
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") { return; }
    var link = citeOf(event.target);
    window.clearTimeout(timer);
    if (link) {
      timer = window.setTimeout(open, OPEN_AFTER_MS, link);
    } else if (opened && !isInside(event.target)) {
      closeSoon();
    }
  });

  document.addEventListener("focusin", function (event) {
    var link = citeOf(event.target);
    if (link && link === closedByHand) { return; }
    closedByHand = null;
    if (link && link.matches(":focus-visible")) {
      open(link);
    } else if (!isInside(event.target)) {
      close();
    }
  });

  document.addEventListener("click", function (event) {
    var link = citeOf(event.target);
    if (link && sourceOf(link) && event.pointerType === "touch" && !(opened && opened.link === link)) {
      event.preventDefault();
      open(link);
    } else if (!isInside(event.target)) {
      close();
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && opened) {
      var link = opened.link;
      var hadFocus = opened.card.contains(document.activeElement);
      close();
      closedByHand = link;
      if (hadFocus) { link.focus(); }
    }
  });
}());
