/* Faces that the page's title needs are asked for before anything is painted: late ones are not used (fonts.css), so that
   nothing jumps. On a disk, and on a page for paper (`data-late`), all are used. */
(function () {
  "use strict";

  var letters = Array.from(document.title, function (letter) { return letter.codePointAt(0); });

  function unquoted(name) { return name.replace(/["']/g, "").trim(); }

  function firstFamilies() {
    var style = getComputedStyle(document.documentElement);
    return ["--serif", "--sans"].map(function (name) { return unquoted(style.getPropertyValue(name).split(",")[0]); });
  }

  /* Whether one of the letters lies in `U+20-7E, U+A0`. */
  function isNeeded(range) {
    return range.split(",").some(function (part) {
      var ends = part.trim().slice(2).split("-").map(function (end) { return parseInt(end, 16); });
      return letters.some(function (letter) { return ends[0] <= letter && letter <= ends[ends.length - 1]; });
    });
  }

  function facesOf(sheet) {
    var rules = [];
    try { rules = Array.from(sheet.cssRules); } catch (refused) { /* a style sheet of elsewhere */ }
    return rules.filter(function (rule) { return rule instanceof CSSFontFaceRule; });
  }

  function ask(face, sheet) {
    var file = /url\(["']?([^"')]+)/.exec(face.getPropertyValue("src"));
    var link = document.createElement("link");
    if (!file) { return; }
    link.rel = "preload";
    link.as = "font";
    link.crossOrigin = "";
    link.href = new URL(file[1], sheet.href).href;
    document.head.append(link);
  }

  function askForAll() {
    var families = firstFamilies();
    Array.from(document.styleSheets).forEach(function (sheet) {
      facesOf(sheet).forEach(function (rule) {
        var face = rule.style;
        var isUpright = face.getPropertyValue("font-style") !== "italic";
        var isOurs = families.indexOf(unquoted(face.getPropertyValue("font-family"))) >= 0;
        if (isUpright && isOurs && isNeeded(face.getPropertyValue("unicode-range"))) { ask(face, sheet); }
      });
    });
  }

  if (window.location.protocol === "file:" || document.currentScript.dataset.late === "used") {
    document.fonts.forEach(function (face) { face.display = "swap"; });
  } else {
    askForAll();
  }
}());
