(function () {
  'use strict';
  var root = document.documentElement;
  var tools = document.getElementById('tools');
  var wide = matchMedia('(min-width: 1100px)');
  var dark = matchMedia('(prefers-color-scheme: dark)');

  function all(selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); }

  function button(className, text, action) {
    var element = document.createElement('button');
    element.type = 'button';
    element.className = className;
    element.textContent = text;
    element.addEventListener('click', action);
    return element;
  }

  // Theme: the system's until the reader chooses; the choice is remembered.
  function isDark() { return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches; }
  var themeButton = button('tool theme', '', function () {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try { localStorage.setItem('mlnb-theme', root.dataset.theme); } catch (error) { /* holds for this visit */ }
    nameTheme();
  });
  function nameTheme() { themeButton.textContent = isDark() ? 'Light' : 'Dark'; themeButton.setAttribute('aria-label', isDark() ? 'Light theme' : 'Dark theme'); }
  dark.addEventListener('change', nameTheme);
  nameTheme();

  // Code: hide all, show all.
  if (document.querySelector('.source')) {
    var codeButton = button('tool', 'Hide code', function () {
      var hides = root.classList.toggle('no-code');
      if (!hides) all('details.fold').forEach(function (fold) { fold.open = true; });
      codeButton.textContent = hides ? 'Show code' : 'Hide code';
    });
    tools.appendChild(codeButton);
  }
  tools.appendChild(themeButton);

  // Copying a cell's code.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    return new Promise(function (done, failed) {
      var area = document.createElement('textarea');
      area.value = text;
      area.className = 'off-screen';
      document.body.appendChild(area);
      area.select();
      var worked = document.execCommand('copy');
      area.remove();
      if (worked) done(); else failed();
    });
  }
  all('.source, .code').forEach(function (box) {
    var copyButton = button('copy', 'Copy', function () {
      copy(box.querySelector('code').textContent + '\n').then(
        function () { say('Copied'); }, function () { say('Not copied'); });
    });
    copyButton.setAttribute('aria-label', 'Copy code');
    function say(word) {
      copyButton.textContent = word;
      setTimeout(function () { copyButton.textContent = 'Copy'; }, 1500);
    }
    box.insertBefore(copyButton, box.firstChild);
  });

  // What scrolls sideways can be reached by keyboard.
  function markScrolling() {
    all('pre, .table, .katex-display, figure').forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        if (!box.hasAttribute('aria-label')) box.setAttribute('aria-label', 'Scrolls sideways');
      } else if (box.getAttribute('tabindex') === '0') {
        box.removeAttribute('tabindex');
        box.removeAttribute('role');
      }
    });
  }
  markScrolling();
  addEventListener('resize', markScrolling);

  // A link to something folded away opens it.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (var fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();

  // Contents: folded on narrow pages, closed again after a choice; the section being read is marked.
  var contents = document.querySelector('.contents details');
  if (contents) {
    var fit = function () { contents.open = wide.matches; };
    wide.addEventListener('change', fit);
    fit();
    contents.addEventListener('click', function (event) {
      if (event.target.closest('a') && !wide.matches) contents.open = false;
    });
    var links = all('a', contents);
    var headings = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    var current = null;
    var mark = function () {
      var best = -1;
      headings.forEach(function (heading, index) {
        if (heading && heading.getBoundingClientRect().top < innerHeight * 0.3) best = index;
      });
      if (current === best) return;
      if (links[current]) links[current].removeAttribute('aria-current');
      current = best;
      if (links[best]) {
        links[best].setAttribute('aria-current', 'true');
        if (wide.matches) {
          var box = contents.parentElement, top = links[best].offsetTop;
          if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 40) box.scrollTop = top - box.clientHeight / 2;
        }
      }
    };
    var waits = false;
    addEventListener('scroll', function () {
      if (waits) return;
      waits = true;
      requestAnimationFrame(function () { waits = false; mark(); });
    }, { passive: true });
    mark();
  }

  // In print everything is open.
  var opened = [];
  addEventListener('beforeprint', function () {
    opened = all('details:not([open])');
    opened.forEach(function (fold) { fold.open = true; });
  });
  addEventListener('afterprint', function () {
    opened.forEach(function (fold) { fold.open = false; });
  });
})();
