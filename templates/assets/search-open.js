/* Opens the search over any page. Scripts and index are loaded when they are asked for first; without this file, and with
   a key held down, the link leads to the search page. */
(function () {
  "use strict";

  var loading = null;

  function load(name, facts) {
    return new Promise(function (resolve, reject) {
      var element = Object.assign(document.createElement(name), facts);
      element.onload = resolve;
      element.onerror = reject;
      document.head.appendChild(element);
    });
  }

  /* Scripts come in their order although they are asked for at once. */
  function loadAll(link) {
    return Promise.all(link.dataset.searchScripts.split(" ").map(function (address) {
      return load("script", { src: address, async: false });
    }).concat(load("link", { rel: "stylesheet", href: link.dataset.searchStyle })));
  }

  document.addEventListener("click", function (event) {
    var link = event.target instanceof Element && event.target.closest("a[data-search-open]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    event.preventDefault();
    loading = loading || loadAll(link);
    loading.then(function () {
      window.dossierSearch.open(link);
    }).catch(function () {
      window.location.assign(link.href);
    });
  });
}());
