(function () {
  'use strict';
  var root = document.documentElement;
  var tools = document.getElementById('tools');
  var wide = matchMedia('(min-width: 1100px)');
  var dark = matchMedia('(prefers-color-scheme: dark)');

  // The page's words in its language.
  var words = JSON.parse(tools.dataset.words || '{}');
  function word(english) { return words[english] || english; }

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
  function nameTheme() { themeButton.textContent = isDark() ? word('Light') : word('Dark'); themeButton.setAttribute('aria-label', isDark() ? word('Light theme') : word('Dark theme')); }
  dark.addEventListener('change', nameTheme);
  nameTheme();

  // Code: hide all, show all.
  if (document.querySelector('.source')) {
    var codeButton = button('tool', word('Hide code'), function () {
      var hides = root.classList.toggle('no-code');
      if (!hides) all('details.fold').forEach(function (fold) { fold.open = true; });
      codeButton.textContent = hides ? word('Show code') : word('Hide code');
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
    var copyButton = button('copy', word('Copy'), function () {
      copy(box.querySelector('code').textContent + '\n').then(
        function () { say(word('Copied')); }, function () { say(word('Not copied')); });
    });
    copyButton.setAttribute('aria-label', word('Copy code'));
    function say(text) {
      copyButton.textContent = text;
      setTimeout(function () { copyButton.textContent = word('Copy'); }, 1500);
    }
    box.insertBefore(copyButton, box.firstChild);
  });

  // What scrolls sideways can be reached by keyboard.
  function markScrolling() {
    all('pre, .table, .katex-display, figure, .pan').forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        if (!box.hasAttribute('aria-label')) box.setAttribute('aria-label', word('Scrolls sideways'));
      } else if (box.getAttribute('tabindex') === '0') {
        box.removeAttribute('tabindex');
        box.removeAttribute('role');
      }
    });
  }
  markScrolling();
  addEventListener('resize', markScrolling);

  // Figures that are drawn smaller than they are open at their full size: by click, by button, by key.
  var zoom = null;
  function naturalWidth(picture) {
    return parseFloat(picture.style.getPropertyValue('--width')) || parseFloat(picture.getAttribute('width')) || picture.naturalWidth || 0;
  }
  function shown(figure) {
    return all('svg:not(.overview), img', figure).filter(function (picture) { return picture.getBoundingClientRect().width > 0; })[0];
  }
  // Where across a tree its root stands, from 0 to 1.
  function rootOf(picture) { return parseFloat(picture.style.getPropertyValue('--root')); }
  // Scrolls sideways until that part of what a box holds is in its middle.
  function showAt(box, share) { box.scrollLeft = share * box.scrollWidth - box.clientWidth / 2; }
  function enlarge(figure) {
    var picture = shown(figure);
    var natural = naturalWidth(picture), scale = 1;
    var place = document.createElement('div');
    place.style.height = picture.getBoundingClientRect().height + 'px';
    place.style.width = picture.getBoundingClientRect().width + 'px';
    var style = picture.getAttribute('style');
    zoom = document.createElement('dialog');
    zoom.className = 'zoom';
    zoom.setAttribute('aria-label', word('Figure, enlarged'));
    var bar = document.createElement('div');
    bar.className = 'zoom-tools';
    var says = document.createElement('output');
    var box = document.createElement('div');
    box.className = 'zoom-picture';
    box.tabIndex = 0;
    function show(next, keep) {
      var x = (box.scrollLeft + box.clientWidth / 2) / Math.max(box.scrollWidth, 1);
      var y = (box.scrollTop + box.clientHeight / 2) / Math.max(box.scrollHeight, 1);
      scale = Math.min(Math.max(next, 0.1), 8);
      picture.style.width = natural * scale + 'px';
      says.textContent = Math.round(scale * 100) + ' %';
      if (!keep) return;
      box.scrollLeft = x * box.scrollWidth - box.clientWidth / 2;
      box.scrollTop = y * box.scrollHeight - box.clientHeight / 2;
    }
    function fitting() {
      var size = picture.getBoundingClientRect();
      return Math.min((box.clientWidth - 36) / natural, (box.clientHeight - 36) / (natural * size.height / size.width));
    }
    bar.append(
      says, button('', '\u2212', function () { show(scale / 1.25, true); }), button('', '+', function () { show(scale * 1.25, true); }),
      button('', word('Whole'), function () { show(fitting()); }), button('', '100 %', function () { show(1, true); }),
      button('', word('Close'), function () { zoom.close(); }));
    bar.children[1].setAttribute('aria-label', word('Smaller'));
    bar.children[2].setAttribute('aria-label', word('Larger'));
    zoom.append(bar, box);
    picture.replaceWith(place);
    box.append(picture);
    document.body.append(zoom);
    zoom.addEventListener('close', function () {
      picture.setAttribute('style', style || '');
      place.replaceWith(picture);
      zoom.remove();
      zoom = null;
      figure.querySelector('.enlarge').focus({ preventScroll: true });
    });
    zoom.addEventListener('keydown', function (event) {
      if (event.key === '+' || event.key === '=') show(scale * 1.25, true);
      else if (event.key === '-') show(scale / 1.25, true);
      else if (event.key === '0') show(1, true);
    });
    box.addEventListener('wheel', function (event) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      show(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1), true);
    }, { passive: false });
    box.addEventListener('pointerdown', function (event) {
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      var x = event.clientX + box.scrollLeft, y = event.clientY + box.scrollTop;
      box.setPointerCapture(event.pointerId);
      box.onpointermove = function (moved) { box.scrollLeft = x - moved.clientX; box.scrollTop = y - moved.clientY; };
      box.onpointerup = box.onpointercancel = function () { box.onpointermove = null; };
    });
    zoom.showModal();
    // The whole of it where that can be read, else its upper middle, or a tree's root, at full size.
    show(1);
    var whole = fitting();
    show(whole > 0.85 ? Math.min(whole, 3) : 1);
    showAt(box, rootOf(picture) || 0.5);
    box.focus();
  }
  function markSmall() {
    all('figure').forEach(function (figure) {
      var picture = shown(figure);
      if (!picture) return;
      var isSmall = picture.getBoundingClientRect().width < naturalWidth(picture) * 0.85 || figure.scrollWidth > figure.clientWidth + 1;
      figure.classList.toggle('can-enlarge', isSmall);
      var has = figure.querySelector('.enlarge');
      if (isSmall && !has) {
        var opener = button('enlarge', word('Enlarge'), function () { enlarge(figure); });
        opener.setAttribute('aria-label', word('Enlarge the figure'));
        var holder = document.createElement('div');
        holder.className = 'opener';
        holder.append(opener);
        figure.insertBefore(holder, figure.querySelector('figcaption'));
        figure.addEventListener('click', function (event) { 
          var picture = event.target.closest('svg:not(svg svg), img');
          if (!picture || zoom || !figure.classList.contains('can-enlarge')) return;
          if (!picture.matches('.overview')) return enlarge(figure);
          // A place in the small picture is shown in the large one.
          var small = picture.getBoundingClientRect(), pan = figure.querySelector('.pan');
          showAt(pan, (event.clientX - small.left) / small.width);
          pan.scrollTop = (event.clientY - small.top) / small.height * pan.scrollHeight - pan.clientHeight / 2;
        });
      }
      if (has) has.hidden = !isSmall;
    });
  }
  // A tree that is wider than its page is seen from its root.
  all('.pan').forEach(function (pan) {
    var root = rootOf(pan.querySelector('svg'));
    if (root) showAt(pan, root);
  });
  if (window.HTMLDialogElement) {
    markSmall();
    addEventListener('resize', markSmall);
  }

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
