/* What opens beside a link that is pointed at or focused, of whatever kind: stays while the pointer is on it, and goes with
   Escape (WCAG 2.2, 1.4.13). Kinds put themselves into window.dossierBeside, before or after this file:

   links    a selector; of two kinds that fit, the first one has the link
   waitMs   how long the pointer has to rest
   onTap    whether a finger opens it too, so that a second tap follows the link
   make     function (link, show): calls show(element), at once or later, or never where there is nothing to show; an
            element with the role tooltip describes the link, any other one comes after it in the order of reading */
(function () {
  "use strict";

  var CLOSE_AFTER_MS = 250;
  var GAP = 4;
  var EDGE = 8;
  var kinds = window.dossierBeside = window.dossierBeside || [];
  var opened = null;
  var wanted = null;
  var closedByHand = null;
  var timer = 0;

  function kindOf(link) {
    return kinds.find(function (kind) { return link.matches(kind.links); });
  }

  function linkAt(target) {
    var link = target instanceof Element ? target.closest("a[href]") : null;
    var isOurs = link instanceof HTMLAnchorElement && !link.closest(".card") && kindOf(link);
    return isOurs ? link : null;
  }

  function place(card, link) {
    var at = link.getClientRects()[0] || link.getBoundingClientRect();
    var frame = (card.offsetParent || document.documentElement).getBoundingClientRect();
    var room = document.documentElement.clientWidth;
    var left = Math.max(EDGE, Math.min(at.left, room - card.offsetWidth - EDGE));
    var end = link.getBoundingClientRect().bottom;
    var below = window.innerHeight - end > card.offsetHeight + EDGE || at.top < card.offsetHeight + EDGE;
    card.style.left = left - frame.left + "px";
    card.style.top = (below ? end + GAP : at.top - card.offsetHeight - GAP) - frame.top + "px";
  }

  function tie(card, link) {
    if (card.getAttribute("role") === "tooltip") {
      document.body.appendChild(card);
      link.setAttribute("aria-describedby", card.id);
    } else {
      link.insertAdjacentElement("afterend", card);
      link.setAttribute("aria-expanded", "true");
    }
  }

  function close() {
    window.clearTimeout(timer);
    wanted = null;
    if (!opened) { return; }
    opened.link.removeAttribute("aria-expanded");
    opened.link.removeAttribute("aria-describedby");
    opened.card.remove();
    opened = null;
  }

  function open(link) {
    window.clearTimeout(timer);
    if (opened && opened.link === link) { return; }
    close();
    wanted = link;
    kindOf(link).make(link, function (card) {
      if (wanted !== link || !document.contains(link)) { return; }
      tie(card, link);
      place(card, link);
      opened = { link: link, card: card };
    });
  }

  function isInside(target) {
    return Boolean(opened) && target instanceof Node && (opened.card.contains(target) || opened.link.contains(target));
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") { return; }
    var link = linkAt(event.target);
    window.clearTimeout(timer);
    if (link) {
      timer = window.setTimeout(open, kindOf(link).waitMs, link);
    } else if (opened ? !isInside(event.target) : wanted) {
      timer = window.setTimeout(close, CLOSE_AFTER_MS);
    }
  });

  document.addEventListener("focusin", function (event) {
    var link = linkAt(event.target);
    if (link && link === closedByHand) { return; }
    closedByHand = null;
    if (link && link.matches(":focus-visible")) {
      open(link);
    } else if (!isInside(event.target)) {
      close();
    }
  });

  document.addEventListener("click", function (event) {
    var link = linkAt(event.target);
    var isNew = link && event.pointerType === "touch" && kindOf(link).onTap && !(opened && opened.link === link);
    if (isNew) { open(link); }
    if (isNew && opened) {
      event.preventDefault();
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
