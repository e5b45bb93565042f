import { createHash } from 'node:crypto';
import { ELEMENT_NODE, type ElementNode, parse, walkSync } from 'ultrahtml';

/** The directives of a Content-Security-Policy, each with its sources. */
export type ContentPolicy = ReadonlyMap<string, readonly string[]>;

export function readContentPolicy(text: string): ContentPolicy {
  const directives = text
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name);
  return new Map(directives.map(([name = '', ...sources]) => [name.toLowerCase(), sources]));
}

/** What a page brings in its own head, or undefined. */
export function policyInPage(html: string): ContentPolicy | undefined {
  const meta = elementsOf(html).find(
    ({ name, attributes }) => name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'content-security-policy',
  );
  return meta && readContentPolicy(meta.attributes['content'] ?? '');
}

/** A sentence for each way in which the policies together let more happen than a page of ours may. */
export function weaknessesOf(policies: readonly ContentPolicy[]): readonly string[] {
  const loose = policies.flatMap((policy) =>
    [...policy].flatMap(([directive, sources]) =>
      sources.filter((source) => isLoose(directive, source)).map((source) => `${directive} allows ${source}`),
    ),
  );
  const open = ['default-src', 'object-src', 'base-uri', 'frame-ancestors', 'form-action'].filter(
    (directive) => !policies.some((policy) => isShut(policy, directive)),
  );
  return [...loose, ...open.map((directive) => `${directive} is left open`)];
}

function isLoose(directive: string, source: string): boolean {
  if (/^'unsafe-/.test(source) || source === "'strict-dynamic'") return true;
  // Ports of this machine alone, for the stand-in of the payment page; a build for production names Stripe's.
  if (directive === 'form-action' && /^http:\/\/(localhost|127\.0\.0\.1):\*$/.test(source)) return false;
  if (directive === 'img-src' && source === 'data:') return false;
  return source.includes('*') || /^[a-z]+:$/.test(source);
}

function isShut(policy: ContentPolicy, directive: string): boolean {
  const fallsBack = ['object-src', 'script-src', 'style-src'].includes(directive);
  const sources = policy.get(directive) ?? (fallsBack ? policy.get('default-src') : undefined);
  if (sources === undefined) return false;
  if (directive === 'form-action') return sources.length > 0;
  return sources.length === 1 && sources[0] === "'none'";
}

/** A sentence for each inline script, style or handler that the page's policy does not name. */
export function unruledInline(html: string): readonly string[] {
  const elements = elementsOf(html);
  const policy = policyInPage(html);
  if (!policy) return ['it has no Content-Security-Policy'];
  const place = elements.findIndex(
    ({ attributes }) => attributes['http-equiv']?.toLowerCase() === 'content-security-policy',
  );
  const before = elements
    .slice(0, place)
    .filter(({ name }) => ['script', 'style', 'link', 'base', 'img'].includes(name))
    .map(({ name }) => `a <${name}> stands before the policy, which does not rule it`);
  return [...before, ...elements.flatMap((element) => unruledOf(element, policy))];
}

function unruledOf(element: ElementNode, policy: ContentPolicy): readonly string[] {
  const { name, attributes } = element;
  const attributesFound = Object.keys(attributes)
    .filter((attribute) => attribute === 'style' || /^on/i.test(attribute) || isScriptAddress(attributes[attribute]))
    .map((attribute) => `<${name}> has an inline ${attribute}`);
  const isInlineScript = name === 'script' && attributes['src'] === undefined && !isDataBlock(attributes['type']);
  const directive = isInlineScript ? 'script-src' : name === 'style' ? 'style-src' : undefined;
  if (!directive) return attributesFound;
  const hash = `'sha256-${createHash('sha256').update(textOf(element)).digest('base64')}'`;
  const isNamed = policy.get(directive)?.includes(hash) ?? false;
  return isNamed ? attributesFound : [...attributesFound, `an inline <${name}> is not in ${directive}: ${hash}`];
}

function isScriptAddress(value: string | undefined): boolean {
  return /^\s*javascript:/i.test(value ?? '');
}

/** JSON-LD and its like are never run. */
function isDataBlock(type: string | undefined): boolean {
  return type !== undefined && !/^(module|text\/javascript|application\/javascript)?$/.test(type);
}

function textOf(element: ElementNode): string {
  return element.children.map((child) => ('value' in child ? String(child.value) : '')).join('');
}

export function elementsOf(html: string): readonly ElementNode[] {
  const elements: ElementNode[] = [];
  walkSync(parse(html), (node) => {
    if (node.type === ELEMENT_NODE) elements.push(node as ElementNode);
  });
  return elements;
}
