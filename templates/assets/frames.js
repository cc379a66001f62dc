/* Wide pictures on narrow screens: they are moved in their frame, and begin in the middle, where most is. */
(function () {
  "use strict";

  document.querySelectorAll(".picture-frame").forEach(function (frame) {
    frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
  });
}());
