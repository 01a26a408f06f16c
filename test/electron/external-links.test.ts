import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createExternalLinks } from "../../electron/external-links.ts";

/** Opens nothing that must be asked about: nobody says yes here. */
async function opened(address: string, answer = false): Promise<string | undefined> {
  let went: string | undefined;
  const open = createExternalLinks({ shell: { openExternal: async (url: string) => void (went = url) }, confirm: async () => answer });
  expect(await open(address)).toBe(went !== undefined);
  return went;
}

// Schemes that some program on some system has claimed, many of them with a way to run something.
const SCHEMES = `about acap addbook afp afs aim apt aptfeed attachment aw bdb beshare bitcoin bitcoincash blob bolo browserext
  calculator callto cap chrome chrome-extension cid coap coaps command com-eventbrite-attendee content cri crid cvs cydia dab data
  dav davs db2 dhttp dict dlna-playcontainer dns dntp dpp drm dtn ed2k edge elsi etcdv2 etcdv3 example exec facetime feed feedready
  file filesystem finger first-run-pen-experience fish fm ftp ftps geo gg git gitoid gizmoproject go gopher graph gtalk h323 hcp
  help hxxp hxxps hydrazone iax icap icon im imap info intent iotdisco ipfs ipn ipns ipp ipps irc irc6 ircs iris itms itms-apps
  itms-services jabber jar jms javascript jnlp keyparc kwd lastfm ldap ldapi ldaps leaptofrogans livescript local lorawan lvlt machineProvisioningProgressReporter
  magnet maps market matrix message mhtml mid mk mms modem mongodb moz moz-extension ms-access ms-appinstaller ms-browser-extension ms-calculator
  ms-cxh ms-cxh-full ms-drive-to ms-enrollment ms-excel ms-eyecontrolspeech ms-gamebarservices ms-gamingoverlay ms-getoffice ms-help ms-infopath
  ms-inputapp ms-its ms-lockscreencomponent-config ms-media-stream-id ms-meetnow ms-mixedrealitycapture ms-mobileplans ms-msdt ms-newsandinterests
  ms-officeapp ms-officecmd ms-people ms-powerpoint ms-project ms-publisher ms-quick-assist ms-restoretabcompanion ms-screenclip ms-screensketch ms-search
  ms-search-repair ms-secondary-screen-controller ms-secondary-screen-setup ms-settings ms-spd ms-stickers ms-sttoverlay ms-transit-to ms-useractivityset
  ms-virtualtouchpad ms-visio ms-walk-to ms-whiteboard ms-whiteboard-cmd ms-word ms-xbl msnim msrp msrps mss mt mtqp mumble mupdate mvn mvrp
  news nfs ni nih nntp notes num ocf oid onenote onenote-cmd opaquelocktoken openid openpgp4fpr otpauth p1 pack palm paparazzi payment payto pkcs11
  platform pop powershell pres prospero proxy psyc pttp pwid qb query quic-transport redis rediss reload res resource rmi rsync rtmfp rtmp rtsp
  search search-ms secondlife service session settings sftp sgn shc shell shttp sieve simpleledger simplex sip sips skype slack smb smp sms smtp
  snews snmp soap soldat spiffe spotify ssb ssh starknet steam stun stuns submit svn swh swid swidpath tag taler teamspeak teamviewer teliaeid telnet
  tftp things thismessage tip tn3270 tool turn turns tv udp unreal upt urn ut2004 uuid-in-package v-event vbscript vemmi ventrilo ves videotex
  view-source vnc vscode vscode-insiders vsls wais web3 wcr webcal wifi wpid ws wss wtai wyciwyg x-apple-helpbasic x-man-page xcon xfire xmlrpc
  xmpp xri ymsgr z39 zed zoommtg zoomus greenline app app-media`
  .split(/\s+/)
  .filter((scheme) => scheme !== "");

const DISGUISED = [
  " https://example.com/",
  "https://example.com/ ",
  "\thttps://example.com/",
  "\nhttps://example.com/",
  "ht\ntps://example.com/",
  "https://exam\tple.com/",
  "https://example.com/a\u0000b",
  "https://example.com/\u202Egpj.exe",
  "https://example.com/\u2066x\u2069",
  "https://exam\u200Bple.com/",
  "https://exam\u00ADple.com/",
  "https:example.com",
  "https:/example.com",
  "https:///example.com",
  "https:\\\\example.com",
  "https://good.example\\@evil.example/",
  "https://user@example.com/",
  "https://user:pass@example.com/",
  "https://:pass@example.com/",
  "https://",
  "//example.com/",
  "\\\\server\\share",
  "\\\\?\\C:\\Windows",
  "/etc/passwd",
  "C:\\Windows\\System32\\calc.exe",
  "C:/Windows/System32/calc.exe",
  "JaVaScRiPt:alert(1)",
  "JAVASCRIPT:alert(1)",
  "java\nscript:alert(1)",
  "vbScript:msgbox(1)",
  "FILE:///etc/passwd",
  "File://server/share/x.exe",
  "DATA:text/html,<script>alert(1)</script>",
  "view-source:https://example.com/",
  "feed:https://example.com/",
  "jar:https://example.com/!/x",
  "blob:https://example.com/1",
  "filesystem:https://example.com/x",
  "https://xn--e1awd7f.example/",
  "https://аpple.example/",
  "https://example.com/" + "a".repeat(2_048),
  "http://example.com/",
  "HTTP://example.com/",
  "mailto:",
  "mailto:?to=a@example.com",
  "mailto:a@example.com?attach=/etc/passwd",
  "mailto:a@example.com?attachment=/etc/passwd",
  "mailto:a@example.com?X-Header=1",
  "mailto:a@example.com#x",
  "mailto://example.com/x",
  "tel:",
  "tel:*21*123%23",
  "tel:#31#123",
  "tel:123;ext=1",
  "tel:javascript:1",
  "",
  "example.com",
  "?",
];

describe("the one gate to the outside", () => {
  const table = [...new Set(SCHEMES)].flatMap((scheme) => [`${scheme}://example.com/x`, `${scheme}:x`]).concat(DISGUISED);

  test(`[H15] opens none of the addresses that would hand something to a program (${table.length})`, async () => {
    expect(table.length).toBeGreaterThan(300);
    for (const address of table) expect([address, await opened(address)]).toEqual([address, undefined]);
  });

  test("[H15] opens https, mail and telephone", async () => {
    expect(await opened("https://example.com/a?b=c#d")).toBe("https://example.com/a?b=c#d");
    expect(await opened("HTTPS://Example.com")).toBe("https://example.com/");
    expect(await opened("mailto:a@example.com")).toBe("mailto:a@example.com");
    expect(await opened("mailto:a@example.com?subject=x&body=y&cc=b@example.com")).toMatch(/^mailto:a@example\.com\?/);
    expect(await opened("tel:+39055123456")).toBe("tel:+39055123456");
    expect(await opened("tel:(055)123-456.7")).toBe("tel:(055)123-456.7");
  });

  test("[H15] asks before an address that is not encrypted, or may be a look-alike, and then shows its plain name", async () => {
    expect(await opened("http://example.com/", true)).toBe("http://example.com/");
    expect(await opened("https://аpple.example/", true)).toBe("https://xn--pple-43d.example/");
  });

  test("[H15] opens only what still means the same when it is read again", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.webUrl({ withFragments: true, withQueryParameters: true }),
          fc.string({ unit: "binary" }),
          fc.string().map((text) => `https://${text}`),
        ),
        async (address) => {
          const went = await opened(address, true);
          if (went === undefined) return;
          expect(["https:", "http:", "mailto:", "tel:"]).toContain(new URL(went).protocol);
          expect(new URL(went).username + new URL(went).password).toBe("");
          expect(new URL(went).href).toBe(went);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
