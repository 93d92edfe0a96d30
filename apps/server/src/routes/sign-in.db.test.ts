import { routes } from "@mortise/contract";
import { describe, expect, test } from "vitest";
import { COOKIE } from "../http/authentication.ts";
import { ADMIN, type Answer, PASSWORD, useServer } from "../fixtures/test-server.ts";

const app = useServer();

function cookieOf(answer: Answer<unknown>): string {
  return String(answer.headers["set-cookie"]);
}

function signIn(login: string, password: string, headers: Record<string, string> = {}) {
  return app.anonymous.call(routes.signIn, { body: { login, password } }, headers);
}

async function person(email: string) {
  const id = await app.services.accounts.create({ name: "临时", email, password: PASSWORD });
  const signedIn = await signIn(email, PASSWORD);
  return { id, headers: { cookie: cookieOf(signedIn).split(";")[0] ?? "", "x-requested-with": "mortise" } };
}

describe("signing in", () => {
  test("sets a cookie that scripts cannot read and other sites cannot send with writes", async () => {
    const answer = await signIn(ADMIN, PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ email: ADMIN, admin: true });
    expect(cookieOf(answer)).toMatch(
      new RegExp(`^${COOKIE}=[^;]+; Max-Age=1209600; Path=/; HttpOnly; SameSite=Lax$`),
    );
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  test("takes the login in any letter case and with spaces around it", async () => {
    expect((await signIn(` ${ADMIN.toUpperCase()} `, PASSWORD)).status).toBe(200);
  });

  test("says the same to a wrong password, an unknown login and a deactivated account", async () => {
    const { id } = await person("left@example.com");
    await app.services.accounts.update(id, { active: false });
    const answers = await Promise.all([
      signIn(ADMIN, "wrong-password"),
      signIn("nobody@example.com", PASSWORD),
      signIn("left@example.com", PASSWORD),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect({ ...body, requestId: "" }).toEqual({
        code: "ACCOUNT_SIGN_IN_FAILED",
        message: "账号或密码不正确，请重新输入",
        details: [],
        requestId: "",
      });
    }
  });

  test("stops guessing at one login after ten wrong passwords, however it is spelled, and lets others in", async () => {
    await person("guessed@example.com");
    const spellings = ["guessed@example.com", "GUESSED@example.com", " ｇuessed@example.com "];
    for (let round = 0; round < 10; round += 1)
      expect((await signIn(spellings[round % 3] ?? "", "wrong-password")).status).toBe(401);
    const refused = await signIn("guessed@example.com", PASSWORD, { "x-forwarded-for": "8.8.8.8" });
    expect(refused).toMatchObject({ status: 429, body: { code: "SERVER_TOO_MANY_REQUESTS" } });
    expect((await signIn(ADMIN, PASSWORD)).status).toBe(200);
  });

  test("ends the session that the browser had before", async () => {
    const { headers } = await person("again@example.com");
    await app.anonymous.call(
      routes.signIn,
      { body: { login: "again@example.com", password: PASSWORD } },
      headers,
    );
    expect((await app.anonymous.call(routes.me, {}, headers)).status).toBe(401);
  });
});

describe("a session", () => {
  test("is over after signing out", async () => {
    const { headers } = await person("out@example.com");
    expect((await app.anonymous.call(routes.me, {}, headers)).status).toBe(200);
    expect((await app.anonymous.call(routes.signOut, {}, headers)).status).toBe(200);
    expect((await app.anonymous.call(routes.me, {}, headers)).status).toBe(401);
  });

  test("is over at once when the account is deactivated", async () => {
    const { id, headers } = await person("dismissed@example.com");
    const admin = await app.as("admin");
    await admin.call(routes.updateAccount, { params: { id }, body: { active: false } });
    expect((await app.anonymous.call(routes.me, {}, headers)).status).toBe(401);
  });

  test("is over in other browsers when the password changes, and goes on in this one", async () => {
    const { headers } = await person("careful@example.com");
    const other = await signIn("careful@example.com", PASSWORD);
    const change = { password: { current: PASSWORD, next: "another-password" } };
    const changed = await app.anonymous.call(routes.updateMe, { body: change }, headers);
    expect(changed.status).toBe(200);
    const old = { cookie: cookieOf(other).split(";")[0] ?? "" };
    expect((await app.anonymous.call(routes.me, {}, old)).status).toBe(401);
    const now = { cookie: cookieOf(changed).split(";")[0] ?? "" };
    expect((await app.anonymous.call(routes.me, {}, now)).status).toBe(200);
  });

  test("keeps everything as it was when the current password is wrong", async () => {
    const { headers } = await person("sloppy@example.com");
    const body = { name: "新名字", password: { current: "wrong-password", next: "another-password" } };
    const refused = await app.anonymous.call(routes.updateMe, { body }, headers);
    expect(refused).toMatchObject({ status: 400, body: { code: "ACCOUNT_PASSWORD_WRONG" } });
    expect((await app.anonymous.call(routes.me, {}, headers)).body).toMatchObject({ name: "临时" });
  });

  test("does not count when its cookie is forged, unsigned or signed otherwise", async () => {
    const sid = await app.services.sessions.open(app.people["admin"] ?? "", "test");
    const parts = app.server.jwt.sign({ sid }).split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    const forged = [
      `${none}.${parts[1]}.`,
      `${parts[0]}.${parts[1]}.`,
      `${parts[0]}.${parts[1]}.AAAA`,
      sid,
      "",
    ];
    for (const token of forged)
      expect((await app.anonymous.call(routes.me, {}, { cookie: `${COOKIE}=${token}` })).status).toBe(401);
  });

  test("cannot write without the header that only our own pages send", async () => {
    const { headers } = await person("victim@example.com");
    const cookie = { cookie: headers.cookie };
    const refused = await app.anonymous.call(routes.updateMe, { body: { name: "改名" } }, cookie);
    expect(refused).toMatchObject({ status: 403, body: { code: "SERVER_CROSS_SITE" } });
    const form = await app.anonymous.send({
      method: "POST",
      url: "/api/v1/sign-in",
      headers: { "content-type": "text/plain" },
      payload: JSON.stringify({ login: ADMIN, password: PASSWORD }),
    });
    expect(form.status).toBe(415);
  });
});

describe("own account", () => {
  test("refuses a time zone that does not exist, naming it", async () => {
    const { headers } = await person("zone@example.com");
    for (const timeZone of ["Mars/Olympus", "+08:00", "'; drop", ""]) {
      const refused = await app.anonymous.call(routes.updateMe, { body: { timeZone } }, headers);
      expect(refused).toMatchObject({ status: 400, body: { details: [{ path: "timeZone" }] } });
    }
    const done = await app.anonymous.call(routes.updateMe, { body: { timeZone: "Europe/Berlin" } }, headers);
    expect(done.body).toMatchObject({ timeZone: "Europe/Berlin" });
  });

  test("cannot be made an administrator's by its owner", async () => {
    const { headers } = await person("climber@example.com");
    const body = { name: "爬", admin: true } as { name: string };
    const refused = await app.anonymous.call(routes.updateMe, { body }, headers);
    expect(refused).toMatchObject({ status: 400, body: { details: [{ path: "admin" }] } });
    expect((await app.anonymous.call(routes.me, {}, headers)).body).toMatchObject({ admin: false });
  });
});

describe("an invitation", () => {
  async function invited(email: string) {
    const admin = await app.as("admin");
    const { body } = await admin.call(routes.createAccount, { body: { name: "新人", email } });
    return { id: body.account.id, invite: body.invite ?? "", admin };
  }
  const redeem = (token: string) =>
    app.anonymous.call(routes.redeemInvite, { body: { token, password: "chosen-password" } });

  test("lets its holder choose a password once", async () => {
    const { invite } = await invited("new1@example.com");
    const first = await redeem(invite);
    expect(first).toMatchObject({ status: 200, body: { email: "new1@example.com" } });
    expect(await redeem(invite)).toMatchObject({ status: 400, body: { code: "ACCOUNT_INVITE_INVALID" } });
    expect((await signIn("new1@example.com", "chosen-password")).status).toBe(200);
  });

  test("has one winner when two use it at the same moment", async () => {
    const { invite } = await invited("new2@example.com");
    const answers = await Promise.all([redeem(invite), redeem(invite), redeem(invite)]);
    expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(["200", "400", "400"]);
  });

  test("is replaced by a newer one, which also ends the sessions there are", async () => {
    const { id, invite, admin } = await invited("new3@example.com");
    const { body } = await admin.call(routes.inviteAccount, { params: { id } });
    expect((await redeem(invite)).status).toBe(400);
    const joined = await redeem(body.invite);
    await admin.call(routes.inviteAccount, { params: { id } });
    const old = { cookie: cookieOf(joined).split(";")[0] ?? "" };
    expect((await app.anonymous.call(routes.me, {}, old)).status).toBe(401);
  });

  test("does not open a deactivated account, and empty or made-up ones open nothing", async () => {
    const { id, invite, admin } = await invited("new4@example.com");
    await admin.call(routes.updateAccount, { params: { id }, body: { active: false } });
    for (const token of [invite, "", "0", "null"]) expect((await redeem(token)).status).toBe(400);
    for (const token of [null, [], 0, {}] as unknown as string[])
      expect((await redeem(token)).status).toBe(400);
  });
});

describe("an API token", () => {
  test("acts with its roles, is listed without its secret, and ends at once when revoked", async () => {
    const admin = await app.as("admin");
    const made = await admin.call(routes.createToken, { body: { name: "官网", app: "crm", roles: ["ops"] } });
    const bearer = { authorization: `bearer ${made.body.secret}` };
    const read = () => app.anonymous.call(routes.getApp, { params: { app: "crm" } }, bearer);
    expect((await read()).status).toBe(200);
    const listed = await admin.call(routes.listTokens, {});
    expect(listed.text).not.toContain(made.body.secret);
    expect(listed.body.items).toContainEqual(expect.objectContaining({ id: made.body.id, name: "官网" }));
    await admin.call(routes.revokeToken, { params: { id: made.body.id } });
    expect((await read()).status).toBe(401);
    const again = await admin.call(routes.revokeToken, { params: { id: made.body.id } });
    expect(again.status).toBe(404);
  });

  test("cannot hold roles that the app does not have", async () => {
    const admin = await app.as("admin");
    const body = { name: "x", app: "crm", roles: ["rep", "emperor"] };
    expect(await admin.call(routes.createToken, { body })).toMatchObject({
      status: 400,
      body: { code: "SERVER_ROLE_UNKNOWN" },
    });
    expect((await admin.call(routes.createToken, { body: { ...body, app: "none" } })).status).toBe(404);
  });

  test("is nobody: what belongs to a person is refused, and so is building", async () => {
    const token = await app.withToken("ops");
    expect(await token.call(routes.me, {})).toMatchObject({
      status: 403,
      body: { code: "SERVER_PERSON_NEEDED" },
    });
    expect((await token.call(routes.updateMe, { body: { name: "x" } })).status).toBe(403);
    expect((await token.call(routes.getDraft, { params: { app: "crm" } })).status).toBe(403);
    expect((await token.call(routes.listAccounts, {})).status).toBe(403);
  });

  test("is not helped by a good cookie beside a wrong token", async () => {
    const admin = await app.as("admin");
    const answer = await admin.call(routes.me, {}, { authorization: "Bearer mortise_wrong" });
    expect(answer.status).toBe(401);
  });
});
