/* Buttons that print the page. Only a script can do that, so only here are they shown. A page that lays itself out piece by
   piece (edition.css) is laid out whole before, so that its faces are there. */
(function () {
  "use strict";

  function print() {
    document.documentElement.classList.add("is-whole");
    document.body.getBoundingClientRect();
    document.fonts.ready.then(function () { window.print(); });
  }

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", print);
  });
}());
