// Runs in the page that browser.ts makes: draws the graphs as GitHub does, and writes down what it finds.

const article = document.querySelector('article')
const found = { graphErrors: [], nodes: [], activeInGraphs: [] }

/** Whether an element's text sticks out of it; tables and blocks of code scroll by themselves, as on GitHub. */
function isTooWide(element) {
  if (element.closest('pre, svg, table') !== null) return false
  return element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
}

async function drawGraphs() {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })
  const blocks = [...article.querySelectorAll('pre > code.language-mermaid')]
  for (const [index, code] of blocks.entries()) {
    const place = document.createElement('div')
    place.className = 'mermaid'
    try {
      const { svg } = await mermaid.render(`graph${index}`, code.textContent)
      place.innerHTML = svg
    } catch (error) {
      found.graphErrors.push(String(error))
    }
    code.parentElement.replaceWith(place)
  }
}

function describeGraphs() {
  for (const graph of article.querySelectorAll('.mermaid')) {
    found.nodes.push(...[...graph.querySelectorAll('.node')].map(node => node.textContent.trim()))
    const active = graph.querySelectorAll('a, img, image, script, iframe, input, button, form, object, embed, b, h1')
    found.activeInGraphs.push(...[...active].map(({ localName }) => localName))
  }
}

/** What stands in the page beside the graphs, with every fold open. */
function describeRest() {
  for (const details of article.querySelectorAll('details')) details.open = true
  const wide = [...article.querySelectorAll('*')].filter(isTooWide)
  found.tooWide = wide.map(({ localName, textContent }) => `${localName}: ${textContent.trim().slice(0, 80)}`)

  const rest = article.cloneNode(true)
  for (const graph of rest.querySelectorAll('.mermaid')) graph.remove()
  found.elements = [...rest.querySelectorAll('*')].map(({ localName }) => localName)
  found.links = [...rest.querySelectorAll('a')].map(link => ({ address: link.href, text: link.textContent }))
  found.text = rest.textContent
}

/** What a reader sees at first, with the folds as they are. */
function measure(folds) {
  for (const [details, isOpen] of folds) details.open = isOpen
  found.height = Math.ceil(article.getBoundingClientRect().height)
}

const folds = [...article.querySelectorAll('details')].map(details => [details, details.open])
drawGraphs().then(() => {
  describeGraphs()
  describeRest()
  measure(folds)
  document.getElementById('rendered').textContent = encodeURIComponent(JSON.stringify(found))
})
