/* The search over a page: a combobox with a list of hits (ARIA 1.2 §6.4, pattern "editable combobox with list popup") in a
   dialogue. Down, Up, Home, End choose, Enter opens, Escape closes, and the focus goes back to where it was. */
(function () {
  "use strict";

  var SHOWN = 8;
  var WAIT_MS = 60;
  var index = window.dossierSearch;
  if (!index || index.open) { return; }
  var texts = index.texts;
  var asked = 0;
  var timer = 0;
  var home = "";
  var dialog = document.createElement("dialog");
  var form, input, status, list, all;

  function build() {
    var add = index.add;
    dialog.className = "search-dialog";
    dialog.setAttribute("aria-label", texts.label);
    form = add(dialog, "form", "", "search-box");
    form.setAttribute("role", "search");
    add(form, "label", texts.label, "unseen").htmlFor = "search-words";
    input = add(form, "input", "");
    Object.assign(input, { id: "search-words", type: "text", autocomplete: "off", spellcheck: false, placeholder: texts.label });
    input.inputMode = input.enterKeyHint = "search";
    var roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "search-options", "aria-expanded": "false" };
    Object.keys(roles).forEach(function (name) { input.setAttribute(name, roles[name]); });
    add(form, "button", texts.close, "search-close").type = "button";
    status = add(dialog, "p", texts.hint, "search-status");
    status.setAttribute("role", "status");
    list = add(dialog, "ul", "", "search-options");
    list.id = "search-options";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", texts.search);
    all = add(add(dialog, "p", "", "search-all"), "a", "");
    document.body.appendChild(dialog);
  }

  function options() { return Array.from(list.children); }

  function chosen() {
    return options().find(function (option) { return option.getAttribute("aria-selected") === "true"; });
  }

  function choose(option) {
    options().forEach(function (one) { one.setAttribute("aria-selected", String(one === option)); });
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function address() { return home + "#q=" + encodeURIComponent(input.value.trim()); }

  function fill(found, records, query) {
    list.replaceChildren.apply(list, records.map(function (record, place) {
      var option = index.entry(document.createElement("li"), record, query, false);
      option.id = "search-option-" + place;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = record.url;
      return option;
    }));
    choose(null);
    input.setAttribute("aria-expanded", String(records.length > 0));
    list.hidden = !records.length;
    all.hidden = !records.length;
    all.href = address();
    all.textContent = texts.count_all.replace("{total}", String(found.numbers.length));
    status.textContent = !query ? texts.hint : found.short ? texts.short : !records.length ? texts.none :
      (found.some ? texts.some + " " : "") + texts.count.replace("{total}", String(found.numbers.length));
  }

  function search() {
    var query = input.value.trim();
    var mine = asked += 1;
    var found = { numbers: [] };
    index.find(query).then(function (result) {
      found = result;
      return Promise.all(found.numbers.slice(0, SHOWN).map(index.record));
    }).then(function (records) {
      if (mine === asked) { fill(found, records, query); }
    }).catch(function () {
      if (mine === asked) { status.textContent = texts.failed; }
    });
  }

  function move(key) {
    var all = options();
    var at = all.indexOf(chosen());
    var to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[key];
    choose(all[to] || null);
  }

  function listen() {
    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(search, WAIT_MS);
    });
    input.addEventListener("keydown", function (event) {
      var moves = event.key === "ArrowDown" || event.key === "ArrowUp" || ((event.key === "Home" || event.key === "End") && chosen());
      if (moves && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        move(event.key);
      }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var option = chosen();
      window.location.assign(option ? option.dataset.url : address());
    });
    list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) { window.location.assign(option.dataset.url); }
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog || event.target.closest(".search-close")) { dialog.close(); }
    });
    window.addEventListener("pagehide", function () { dialog.close(); });
  }

  index.open = function (link) {
    home = link.getAttribute("href");
    if (!form) {
      build();
      listen();
      fill({ numbers: [] }, [], "");
    }
    choose(null);
    if (!dialog.open) { dialog.showModal(); }
    input.focus();
    input.select();
  };
}());
