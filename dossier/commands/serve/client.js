/* Preview only: brings what changed into the page that is open. The built site has nothing of this.

   The page as the server sent it is kept (`still`). After a save the new page is compared with that one, and only what
   differs is changed on the screen. So scroll position, focus, open details, typed words and what other scripts put
   into the page stay, for nobody touches them. A changed script or drawing is loaded anew, with the page. */
(function () {
  "use strict";

  var LOOK_AHEAD = 20;
  var RETRY_MS = 1000;
  var KEPT = "dossier-preview";
  var SVG = "http://www.w3.org/2000/svg";
  var own = document.currentScript;
  var still = document.documentElement.cloneNode(true);
  var onScreen = new WeakMap();
  var outdated = new WeakMap();
  var busy = false;
  var again = false;

  function pair(node, shown) {
    onScreen.set(node, shown);
    node.childNodes.forEach(function (child, place) { pair(child, shown.childNodes[place]); });
  }

  function isSheet(node) { return node.nodeName === "LINK" && node.rel === "stylesheet"; }

  function isAlike(node, other) {
    return node.nodeName === other.nodeName && (node.nodeName !== "LINK" || node.rel === other.rel);
  }

  /* The old sheet stays until the new one is there: no moment without style. */
  function swapSheet(old, next) {
    var before = onScreen.get(old);
    var after = document.importNode(next, true);
    outdated.set(after, (outdated.get(before) || []).concat(before));
    after.onload = function () { outdated.get(after).forEach(function (sheet) { sheet.remove(); }); };
    before.after(after);
    onScreen.set(old, after);
  }

  function setAttributes(old, next) {
    var shown = onScreen.get(old);
    Array.from(old.attributes).forEach(function (attribute) {
      if (!next.hasAttribute(attribute.name)) { [old, shown].forEach(function (one) { one.removeAttribute(attribute.name); }); }
    });
    Array.from(next.attributes).forEach(function (attribute) {
      if (old.getAttribute(attribute.name) !== attribute.value) {
        [old, shown].forEach(function (one) { one.setAttribute(attribute.name, attribute.value); });
      }
    });
  }

  function insert(parent, node, follower) {
    var copy = document.importNode(node, true);
    var shown = document.importNode(node, true);
    parent.insertBefore(copy, follower);
    onScreen.get(parent).insertBefore(shown, follower && onScreen.get(follower));
    pair(copy, shown);
  }

  function remove(node) {
    onScreen.get(node).remove();
    node.remove();
  }

  /* What another script draws, or has put elsewhere, is not ours to change: the page is loaded anew (see `refresh`). */
  function isSomebodyElses(old) {
    return !onScreen.get(old).isConnected || old.namespaceURI === SVG;
  }

  function update(old, next) {
    if (old.isEqualNode(next)) { return; }
    if (isSomebodyElses(old)) { throw new Error("drawn by another script"); }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.data = onScreen.get(old).data = next.data;
      return;
    }
    if (isSheet(old) && old.getAttribute("href") !== next.getAttribute("href")) { swapSheet(old, next); }
    setAttributes(old, next);
    updateChildren(old, next);
  }

  /* Whether two nodes say the same. Ids and addresses may differ: paragraphs and citations are numbered. */
  function saysSame(node, other) {
    return node.isEqualNode(other) || (node.nodeType === Node.ELEMENT_NODE && isAlike(node, other) &&
      node.textContent.trim() !== "" && node.textContent === other.textContent);
  }

  /* Which old node becomes the new one: one a little further on that says the same; else one of the same id, else the
     next, if it is alike and wanted nowhere else; -1 for none. For a mere text nothing is passed over. */
  function match(old, at, wanted, place) {
    var node = wanted[place];
    var isElement = node.nodeType === Node.ELEMENT_NODE;
    var ahead = old.slice(at, at + (isElement ? LOOK_AHEAD : 1));
    var found = ahead.findIndex(function (one) { return saysSame(one, node); });
    var isFree = function (one) {
      return isAlike(one, node) &&
        !wanted.slice(place + 1, place + LOOK_AHEAD).some(function (later) { return saysSame(one, later); });
    };
    if (found < 0 && isElement && node.id) {
      found = ahead.findIndex(function (one) { return one.id === node.id && isFree(one); });
    }
    if (found < 0 && ahead.length && isFree(ahead[0])) { found = 0; }
    return found < 0 ? -1 : at + found;
  }

  function updateChildren(parent, next) {
    var old = Array.from(parent.childNodes);
    var wanted = Array.from(next.childNodes);
    while (old.length && wanted.length && old[0].isEqualNode(wanted[0])) { old.shift(); wanted.shift(); }
    var follower = null;
    while (old.length && wanted.length && old[old.length - 1].isEqualNode(wanted[wanted.length - 1])) {
      follower = old.pop();
      wanted.pop();
    }
    var at = 0;
    wanted.forEach(function (node, place) {
      var found = match(old, at, wanted, place);
      if (found < 0) { insert(parent, node, old[at] || follower); return; }
      while (at < found) { remove(old[at]); at += 1; }
      update(old[at], node);
      at += 1;
    });
    old.slice(at).forEach(remove);
  }

  function tagOf(page) { return page.querySelector("script[data-version]"); }

  function reload() {
    var fields = Array.from(document.querySelectorAll("input[id], textarea[id], select[id]"));
    window.sessionStorage.setItem(KEPT, JSON.stringify({
      url: window.location.href,
      scroll: [window.scrollX, window.scrollY],
      focus: document.activeElement && document.activeElement.id,
      open: Array.from(document.querySelectorAll("details"), function (one) { return one.open; }),
      typed: fields.map(function (field) { return [field.id, field.value]; })
    }));
    window.location.reload();
  }

  function restore() {
    var kept = JSON.parse(window.sessionStorage.getItem(KEPT) || "{}");
    window.sessionStorage.removeItem(KEPT);
    if (kept.url !== window.location.href) { return; }
    document.querySelectorAll("details").forEach(function (one, place) { one.open = kept.open[place] || false; });
    kept.typed.forEach(function (pair) {
      var field = document.getElementById(pair[0]);
      if (field && field.value !== pair[1]) { field.value = pair[1]; }
    });
    var focused = kept.focus && document.getElementById(kept.focus);
    if (focused) { focused.focus({ preventScroll: true }); }
    window.scrollTo(kept.scroll[0], kept.scroll[1]);
  }

  function show(answer, text) {
    if (answer.redirected) { window.location.replace(answer.url + window.location.hash); return; }
    var next = new DOMParser().parseFromString(text, "text/html");
    var tag = tagOf(next);
    next.querySelectorAll("noscript").forEach(function (one) { one.textContent = one.innerHTML; });
    if (!tag || next.querySelector("meta[http-equiv=refresh]") || tag.dataset.status !== own.dataset.status ||
        tag.dataset.scripts !== own.dataset.scripts) { reload(); return; }
    var hasNewPictures = tag.dataset.pictures !== own.dataset.pictures;
    var focused = document.activeElement;
    update(still, next.documentElement);
    renewSearch(tag.dataset.version);
    if (hasNewPictures) {
      Array.from(document.images).forEach(function (one) { one.src = one.src.split("?")[0] + "?" + tag.dataset.version; });
    }
    if (focused && focused.id && !focused.isConnected) {
      var same = document.getElementById(focused.id);
      if (same) { same.focus({ preventScroll: true }); }
    }
  }

  /* The search over a page has loaded its index: it takes the new one, and looks again for what stands in its field. */
  function renewSearch(version) {
    var index = window.dossierSearch;
    var link = document.querySelector("a[data-search-scripts]");
    if (!index || !index.renew || !link) { return; }
    var script = document.createElement("script");
    script.src = link.dataset.searchScripts.split(" ")[0] + "?" + version;
    script.onload = function () {
      var made = window.dossierSearch;
      var words = document.getElementById("search-words");
      window.dossierSearch = index;
      index.renew(made);
      if (words) { words.dispatchEvent(new Event("input")); }
      script.remove();
    };
    document.head.appendChild(script);
  }

  function refresh() {
    if (busy) { again = true; return; }
    busy = true;
    window.fetch(window.location.href.split("#")[0], { cache: "no-store" }).then(function (answer) {
      return answer.text().then(function (text) {
        try { show(answer, text); } catch (surprised) { reload(); }
      });
    }).catch(function () {
      /* The server is gone; the next connection asks again. */
    }).finally(function () {
      busy = false;
      if (again) { again = false; refresh(); }
    });
  }

  function connect() {
    var socket = new WebSocket("ws://" + window.location.host + "/livereload");
    var opened = false;
    socket.onopen = function () {
      opened = true;
      delete document.documentElement.dataset.previewLost;
      socket.send(JSON.stringify({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] }));
      socket.send(JSON.stringify({ command: "info", url: "/", version: own.dataset.version }));
    };
    socket.onmessage = function (event) {
      var said = JSON.parse(event.data);
      if (said.command === "reload" && said.version !== own.dataset.version) { refresh(); }
    };
    socket.onclose = function () {
      if (!opened) { document.documentElement.dataset.previewLost = ""; }
      window.setTimeout(connect, RETRY_MS);
    };
  }

  pair(still, document.documentElement);
  window.addEventListener("load", restore);
  connect();
}());
