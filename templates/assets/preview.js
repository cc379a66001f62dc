/* Previews of the dossier's own pages: kind, date, title and first words beside a link that is pointed at or focused
   (beside.js). The words come in small scripts, loaded when the first of them is wanted, which works from a disk too.
   How they are told apart stands in dossier/plan/outputs/leads.py. */
(function () {
  "use strict";

  var PAGE = /^(?:articles|notes|actors|events|claims|outlets|places|topics|info)\/[^/]+(?=\/(?:index\.html)?$)/;
  var data = document.currentScript.dataset;
  var root = new URL(data.root || ".", window.location.href).href;
  var parts = Number(data.parts);
  var leads = window.dossierLeads = window.dossierLeads || {};
  var loading = {};

  /* The page that an address of the site leads to, as `actors/name`; "" for any other. */
  function pageAt(address) {
    var url = address.split(/[?#]/)[0];
    var found = url.startsWith(root) && PAGE.exec(decodeURIComponent(url.slice(root.length)));
    return found ? found[0] : "";
  }

  function partOf(name) {
    return Array.from(name).reduce(function (sum, letter) {
      return (sum * 31 + letter.codePointAt(0)) % 2147483647;
    }, 0) % parts;
  }

  function load(part) {
    loading[part] = loading[part] || new Promise(function (resolve) {
      var script = document.createElement("script");
      script.src = root + "leads/" + part + ".js";
      script.onload = script.onerror = resolve;
      document.head.appendChild(script);
    });
    return loading[part];
  }

  /* Where the first words stand under the link anyway, nothing is told twice. */
  function isToldHere(link) {
    var title = link.closest(".item-title, .entry-title, h1, h2");
    var words = title && title.parentElement.querySelector(".item-summary, .entry-summary, .text");
    return Boolean(words && words.offsetParent);
  }

  function card(lead) {
    var element = document.createElement("span");
    element.className = "card preview";
    element.id = "preview";
    element.setAttribute("role", "tooltip");
    [["kind", lead[0]], ["preview-title", lead[1]], ["preview-lead", lead[2]]].forEach(function (row) {
      var line = document.createElement("span");
      line.className = row[0];
      line.textContent = row[1];
      if (row[1]) { element.append(line); }
    });
    if (lead[3]) { element.querySelector(".preview-title").lang = lead[3]; }
    return element;
  }

  var here = pageAt(window.location.href);

  if (!parts) { return; }
  (window.dossierBeside = window.dossierBeside || []).push({
    links: "main a[href]",
    waitMs: 300,
    onTap: false,
    make: function (link, show) {
      var name = pageAt(link.href);
      if (!name || name === here || isToldHere(link)) { return; }
      load(partOf(name)).then(function () {
        var lead = (leads[partOf(name)] || {})[name];
        if (lead) { show(card(lead)); }
      });
    }
  });
}());
