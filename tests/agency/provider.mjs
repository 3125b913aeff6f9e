// A real OpenID provider for the tests: whoever is asked for next has signed in, without a page.
// node provider.mjs PORT CALLBACK        POST /next/<account> says who comes next ("-": they say no).
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [port, callback] = process.argv.slice(2);
const people = {
  nia: { email: "nia@mercy.example", email_verified: true },
  ben: { email: "ben@mercy.example", email_verified: true },
  unverified: { email: "eve@mercy.example", email_verified: false },
  elsewhere: { email: "eve@elsewhere.example", email_verified: true },
  lookalike: { email: "eve@mercy.example.elsewhere.example", email_verified: true },
};
let next = "nia";

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "trailside", client_secret: "a secret of the tests", redirect_uris: [callback] }],
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const { session, client } = ctx.oidc;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
});
const answer = provider.callback();

createServer(async (request, response) => {
  if (request.method === "POST" && request.url.startsWith("/next/")) {
    next = request.url.slice("/next/".length);
    response.end();
  } else if (request.url.startsWith("/interaction/")) {
    const said = next === "-" ? { error: "access_denied" } : { login: { accountId: next, remember: false } };
    await provider.interactionFinished(request, response, said, { mergeWithLastSubmission: false });
  } else {
    answer(request, response);
  }
}).listen(Number(port), "127.0.0.1");
