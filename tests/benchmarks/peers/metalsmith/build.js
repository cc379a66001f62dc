// Metalsmith with its own front matter reader; one plugin for Markdown, one for the relations.
const path = require("path");
const Metalsmith = require("metalsmith");
const md = require("markdown-it")({ html: true });
const H = require("./html.js");
Metalsmith(process.cwd()).source("src").destination("build").clean(true)
  .use((files) => {
    const pages = [];
    for (const [f, o] of Object.entries(files)) {
      if (!f.endsWith(".md")) { delete files[f]; continue; }
      o.html = md.render(o.contents.toString());
      o.url = "/" + f.replace(/\.md$/, "/");
      o.file = f;
      pages.push(o);
    }
    const R = H.relate(pages);
    const urls = [];
    for (const p of pages) {
      delete files[p.file];
      files[p.url.slice(1) + "index.html"] = { contents: Buffer.from(H.page(p.title, p.url, H.body(p, p.html, R))) };
      urls.push([p.url, p.date]);
    }
    for (const [u, t, b] of H.extra(R)) {
      files[u.slice(1) + "index.html"] = { contents: Buffer.from(H.page(t, u, b)) };
      urls.push([u]);
    }
    files["feed.xml"] = { contents: Buffer.from(H.feed(R, (p) => H.cite(p.html, p.cites))) };
    files["sitemap.xml"] = { contents: Buffer.from(H.sitemap(urls)) };
  })
  .build((e) => { if (e) throw e; });
