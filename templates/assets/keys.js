/* Keys for readers: one at a time, never with a modifier, never where somebody types or a dialogue is open, and not at all
   once they are switched off (WCAG 2.2, 2.1.4). Their list is opened by `?` and by a button at the foot of every page. */
(function () {
  "use strict";

  var STORED = "dossier.keys";
  var SECOND_WITHIN_MS = 1500;
  var FIELDS = "input, textarea, select, [contenteditable], [role=combobox], [role=textbox]";
  var root = document.currentScript.dataset.root;
  var button = document.querySelector("[data-keys]");
  var loading = null;
  var dialog = null;
  var first = "";
  var timer = 0;
  var isOn = stored() !== "off";

  /* Some browsers refuse to remember anything, most of all for pages from a disk: then a choice holds for this page. */
  function stored() {
    try { return window.localStorage.getItem(STORED); } catch (refused) { return null; }
  }

  function remember(value) {
    try { window.localStorage.setItem(STORED, value); } catch (refused) { /* see above */ }
  }

  function load() {
    loading = loading || new Promise(function (resolve) {
      var script = document.createElement("script");
      script.src = root + "keys-list.js";
      script.onload = function () { resolve(window.dossierKeys); };
      document.head.appendChild(script);
    });
    return loading;
  }

  function add(parent, name, text) {
    var element = document.createElement(name);
    element.textContent = text || "";
    parent.appendChild(element);
    return element;
  }

  function addRow(list, row) {
    var line = add(list, "div");
    var keys = add(line, "dt");
    row[0].split(" ").forEach(function (key) {
      if (keys.firstChild) { keys.append(" "); }
      add(keys, "kbd", key);
    });
    var what = add(line, "dd");
    if (row[2]) { add(what, "a", row[1]).href = root + row[2]; } else { what.textContent = row[1]; }
  }

  function addSwitch(keys) {
    var label = add(add(dialog, "p"), "label");
    var box = add(label, "input");
    box.type = "checkbox";
    box.checked = isOn;
    label.append(" " + keys.use);
    box.addEventListener("change", function () {
      isOn = box.checked;
      remember(isOn ? "on" : "off");
    });
  }

  function build(keys) {
    dialog = document.createElement("dialog");
    dialog.className = "keys";
    dialog.setAttribute("aria-labelledby", "keys-title");
    add(dialog, "h2", keys.title).id = "keys-title";
    var list = add(dialog, "dl");
    keys.rows.forEach(function (row) { addRow(list, row); });
    addSwitch(keys);
    var close = add(dialog, "button", keys.close);
    close.type = "button";
    close.addEventListener("click", function () { dialog.close(); });
    document.body.appendChild(dialog);
  }

  function showList() {
    load().then(function (keys) {
      if (!dialog) { build(keys); }
      if (!dialog.open) { dialog.showModal(); }
    });
  }

  function follow(selector) {
    var links = document.querySelectorAll(selector);
    if (links.length) { links[links.length - 1].click(); }
  }

  function search() {
    var field = document.querySelector("main [role=search] input");
    if (field) { field.focus(); } else { follow("[data-search-open]"); }
  }

  function goTo(second) {
    load().then(function (keys) {
      var row = keys.rows.find(function (one) { return one[0] === "g " + second; });
      if (row) { window.location.assign(root + row[2]); }
    });
  }

  var actions = {
    "/": search,
    "?": showList,
    j: function () { follow("a[rel=next]"); },
    k: function () { follow("a[rel=prev]"); },
    u: function () { follow(".breadcrumbs a"); }
  };

  /* The letter on a key by its Latin name: on a Cyrillic keyboard the key of j is still that of j. */
  function letterOf(event) {
    var place = /^Key([A-Z])$/.exec(event.code);
    var isForeign = place && /\p{L}/u.test(event.key) && !/[a-z]/i.test(event.key);
    return (isForeign ? place[1] : event.key).toLowerCase();
  }

  function isMeantForUs(event) {
    var at = event.target;
    return isOn && !event.defaultPrevented && !event.repeat && !event.isComposing &&
      !event.ctrlKey && !event.metaKey && !event.altKey &&
      !(at instanceof Element && at.closest(FIELDS)) && !document.querySelector("dialog[open]");
  }

  function act(event, key) {
    var isSecond = first === "g";
    window.clearTimeout(timer);
    first = !isSecond && key === "g" ? "g" : "";
    timer = window.setTimeout(function () { first = ""; }, SECOND_WITHIN_MS);
    if (isSecond) {
      goTo(key);
    } else if (Object.prototype.hasOwnProperty.call(actions, key)) {
      event.preventDefault();
      actions[key]();
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key.length === 1 && isMeantForUs(event)) { act(event, letterOf(event)); }
  });
  if (button) {
    button.hidden = false;
    button.addEventListener("click", showList);
  }
}());
