/* A face that is late is not put in the place of the one that stands in for it, so that nothing jumps under a reader's eyes
   (`font-display: optional`, CSS Fonts 4 §4.9); it is there on the next page. So that it is not late where the line is
   quick, the faces that the page's title needs are asked for here, before anything is painted. On a disk none is late, and a
   page that is made to be printed (`data-late="used"`) is set in its own faces however late they come.
   Without this file the first page that is opened is set in what stands in, and so are pages from a disk. */
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
