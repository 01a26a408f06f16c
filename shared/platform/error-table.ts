/**
 * `never`: the same message will be refused again. `later`: refused before anything went out, so it can be sent again
 * by itself. `unknown-outcome`: it may have gone out, and only a person may send it again (I2).
 */
export type ErrorRetry = "never" | "later" | "unknown-outcome";

export type ErrorKind =
  | "token"
  | "permission"
  | "platform"
  | "rate"
  | "spam"
  | "enforcement"
  | "window"
  | "marketing"
  | "opted-out"
  | "unreachable"
  | "blocked"
  | "request"
  | "media"
  | "registration"
  | "payment"
  | "template"
  | "flow"
  | "identity"
  | "calling"
  | "routing"
  | "unknown";

export interface ErrorEntry {
  readonly title: string;
  /** What it means for the customer and the agent. */
  readonly meaning: string;
  /** What can be done now. */
  readonly next: string;
  readonly retry: ErrorRetry;
  readonly kind: ErrorKind;
}

export const errorTableSource = { source: "support/error-codes, and dated notes of providers for the newer codes", asOf: "2026-10-02" } as const;

type Wording = Omit<ErrorEntry, "retry" | "kind"> & { readonly retry?: ErrorRetry };

const same = (codes: readonly number[], kind: ErrorKind, { retry = "never", ...words }: Wording): readonly (readonly [number, ErrorEntry])[] =>
  codes.map((code) => [code, { ...words, retry, kind }] as const);

const registration: ErrorEntry = {
  title: "Number registration",
  meaning: "This business number is not fully registered with WhatsApp, so nothing leaves it.",
  next: "Ask an admin to finish or repeat the registration of the number.",
  retry: "never",
  kind: "registration",
};
const permission: ErrorEntry = {
  title: "Permission missing",
  meaning: "Our access to WhatsApp lacks a permission for this. The customer has not received it.",
  next: "Ask an admin to grant the permission to the access token.",
  retry: "never",
  kind: "permission",
};

export const byCode: ReadonlyMap<number, ErrorEntry> = new Map([
  ...same([0, 190], "token", {
    title: "Access token invalid",
    meaning: "WhatsApp no longer accepts our access token, so nothing can be sent from any number.",
    next: "Ask an admin to connect the account again. Your text is kept.",
  }),
  ...same([3, 10, 131005], "permission", permission),
  ...same([1, 2, 131000, 131016], "platform", {
    title: "WhatsApp had a problem",
    meaning: "WhatsApp answered with an internal error. The customer may have received the message, or not.",
    next: "Wait for a delivery report, or ask the customer, before you send it again.",
    retry: "unknown-outcome",
  }),
  ...same([133004], "platform", {
    title: "WhatsApp server unavailable",
    meaning: "A server of WhatsApp was not available. The customer may have received the message, or not.",
    next: "Wait for a delivery report before you send it again.",
    retry: "unknown-outcome",
  }),
  ...same([4, 80007], "rate", {
    title: "Too many requests",
    meaning: "Our account asked WhatsApp too often in a short time. The message waits and goes out by itself.",
    next: "Nothing to do. It is tried again.",
    retry: "later",
  }),
  ...same([130429], "rate", {
    title: "Number sends too fast",
    meaning: "This number reached its messages per second. The message waits and goes out by itself.",
    next: "Nothing to do. It is tried again.",
    retry: "later",
  }),
  ...same([131056], "rate", {
    title: "Too many messages to this customer",
    meaning: "WhatsApp allows about one message in six seconds to one person. The message waits and goes out by itself.",
    next: "Nothing to do. Fewer, longer messages avoid this.",
    retry: "later",
  }),
  ...same([131057, 2494100], "platform", {
    title: "Number under maintenance",
    meaning: "WhatsApp is moving this number to more capacity, which takes about a minute. The message waits.",
    next: "Nothing to do. It is tried again.",
    retry: "later",
  }),
  ...same([131048], "spam", {
    title: "Spam limit reached",
    meaning: "Too many people blocked or reported this number lately, so WhatsApp refuses more messages from it.",
    next: "Stop proactive messages from this number and tell your lead. Sending again makes it worse.",
  }),
  ...same([131064], "spam", {
    title: "Limited for template misuse",
    meaning: "WhatsApp limits this account because templates were filed in the wrong category.",
    next: "Tell your lead. Utility templates have to rest until the limit is lifted.",
  }),
  ...same([368], "enforcement", {
    title: "Blocked for policy violations",
    meaning: "WhatsApp has blocked this account for a time because of a policy violation.",
    next: "Tell your lead: the number's page shows what still works and how to appeal.",
  }),
  ...same([131031], "enforcement", {
    title: "Account locked",
    meaning: "WhatsApp has locked or disabled this account. Nothing can be sent.",
    next: "Tell your lead: only an appeal lifts this.",
  }),
  ...same([130497], "enforcement", {
    title: "Country not allowed",
    meaning: "This account may not message people in the customer's country.",
    next: "Reach the customer another way.",
  }),
  ...same([130403], "blocked", {
    title: "You blocked this person",
    meaning: "This person is on our own block list.",
    next: "Take them off the block list first, then send again.",
  }),
  ...same([131047], "window", {
    title: "24-hour window closed",
    meaning: "More than 24 hours passed since the customer last wrote. Free text is no longer allowed.",
    next: "Send a template, or wait until the customer writes. Your text is kept.",
  }),
  ...same([131049], "marketing", {
    title: "Marketing limit of this person",
    meaning: "This person got as many marketing messages as WhatsApp allows, from all businesses together.",
    next: "Send no marketing to them for at least 24 hours. Trying again makes the pause longer.",
  }),
  ...same([131050], "opted-out", {
    title: "Stopped marketing",
    meaning: "This person told WhatsApp to stop marketing messages from us.",
    next: "Do not send marketing to them again. Answers to their questions still reach them.",
  }),
  ...same([130472], "marketing", {
    title: "Held back by an experiment",
    meaning: "WhatsApp holds marketing back from this person as part of an experiment. It is nobody's fault.",
    next: "Wait until they write, or reach them another way.",
  }),
  ...same([131026], "unreachable", {
    title: "Message undeliverable",
    meaning: "The person may not be on WhatsApp, may have an old app or not accepted the terms, or may have blocked us. WhatsApp does not say which.",
    next: "Check the number, and reach the customer another way.",
  }),
  ...same([131030], "unreachable", {
    title: "Not on the test list",
    meaning: "This is a test number, and the customer is not on its list of allowed receivers.",
    next: "Ask an admin to add the receiver or to use a live number.",
  }),
  ...same([131021], "request", { title: "Sent to itself", meaning: "The receiver is the business number itself.", next: "Choose another receiver." }),
  ...same([131008, 131009, 100, 33, 135000], "request", {
    title: "Request not valid",
    meaning: "WhatsApp could not accept the message as it was built. The customer has not received it.",
    next: "Try it with plainer content and report it to an admin: this is a fault of the software.",
  }),
  ...same([131051], "request", {
    title: "Message type not supported",
    meaning: "WhatsApp cannot carry this kind of message.",
    next: "Send it as text or as a document.",
  }),
  ...same([1026], "unreachable", {
    title: "Receiver cannot show this",
    meaning: "The customer's app cannot show this kind of message.",
    next: "Say it in plain text.",
  }),
  ...same([131052], "media", {
    title: "Attachment could not be fetched",
    meaning: "WhatsApp could not hand over the file. It may be larger than 100 MB or have expired.",
    next: "Ask the customer to send it again, smaller if possible.",
  }),
  ...same([131053], "media", {
    title: "Attachment could not be uploaded",
    meaning: "WhatsApp did not accept the file, mostly because of its type or size.",
    next: "Use a smaller file or a common type, and send again.",
  }),
  ...same([131037, 131045, 133010], "registration", registration),
  ...same([131042, 134011], "payment", {
    title: "Payment missing",
    meaning: "WhatsApp stopped delivery because of the account's payment method or payment terms.",
    next: "Ask an admin to settle payment in WhatsApp Manager. Messages can be sent again after that.",
  }),
  ...same([131055, 131063, 134100, 134101, 134102], "marketing", {
    title: "Marketing not available here",
    meaning: "This account cannot send marketing messages in this way.",
    next: "Ask an admin to check the marketing set-up of the account.",
  }),
  ...same([131062], "identity", {
    title: "Phone number needed",
    meaning: "This message can only go to a phone number, and we know this person by user name only.",
    next: "Ask the customer to share their number.",
  }),
  ...same([132000, 132012, 132018], "template", {
    title: "Template variables do not fit",
    meaning: "The filled-in variables do not match the template: their number, format or content is wrong.",
    next: "Check each variable of the template and send again.",
  }),
  ...same([132001], "template", {
    title: "Template not available",
    meaning: "The template does not exist in this language, or is not approved.",
    next: "Choose another template or language.",
  }),
  ...same([132005], "template", {
    title: "Template too long",
    meaning: "With its variables filled in, the template became too long.",
    next: "Shorten the variables and send again.",
  }),
  ...same([132007], "template", {
    title: "Template breaks a policy",
    meaning: "WhatsApp found that the template's content breaks a policy.",
    next: "Choose another template and tell your lead.",
  }),
  ...same([132015], "template", {
    title: "Template paused",
    meaning: "WhatsApp paused this template because of its quality. It cannot be sent for now.",
    next: "Choose another template. It comes back when the pause ends.",
  }),
  ...same([132016], "template", {
    title: "Template disabled",
    meaning: "WhatsApp disabled this template for good because of its quality.",
    next: "Choose another template. A new one has to be written.",
  }),
  ...same([132068, 132069], "flow", {
    title: "Form not available",
    meaning: "The form in this message is blocked or slowed down by WhatsApp.",
    next: "Ask for the details in plain text.",
  }),
  ...same([137000], "identity", {
    title: "Identity changed",
    meaning: "The person behind this number may have changed since we last checked.",
    next: "Verify who you are talking to before you send anything personal.",
  }),
  ...same([2388019, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299], "template", {
    title: "Template not accepted",
    meaning: "WhatsApp did not accept the template as it was written.",
    next: "Read the reason, change the template, and file it again.",
  }),
  ...same([2494191], "routing", {
    title: "Thread cannot be taken",
    meaning: "Only the business's chosen escalation partner may take a conversation from another app.",
    next: "Ask an admin to set the escalation partner in Meta Business Suite.",
  }),
]);

/** Families of codes that the platform keeps adding to. */
export const byRange: readonly { readonly from: number; readonly to: number; readonly entry: ErrorEntry }[] = [
  { from: 200, to: 299, entry: permission },
  { from: 133_000, to: 133_016, entry: registration },
  {
    from: 138_000,
    to: 138_999,
    entry: {
      title: "Call not possible",
      meaning: "WhatsApp refused the call, or calling is not set up for this number or person.",
      next: "Write instead, or ask an admin to check calling.",
      retry: "never",
      kind: "calling",
    },
  },
  {
    from: 139_000,
    to: 139_999,
    entry: {
      title: "Form or block list",
      meaning: "WhatsApp refused a request about a form or the block list.",
      next: "Try again later, or ask an admin to look at the details.",
      retry: "never",
      kind: "flow",
    },
  },
];
