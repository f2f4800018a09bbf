// Coffee shops that callers may ask about, and the questions they ask. No two shops agree on anything.

const FACTS = [
  { opens: 8, closes: 5, house: 12, street: "Harbor Street", espresso: 16, days: "two to three", until: 30, workshop: 60, decaf: 15, cards: 25 },
  { opens: 9, closes: 4, house: 40, street: "Garden Lane", espresso: 18, days: "four to five", until: 14, workshop: 75, decaf: 17, cards: 20 },
  { opens: 10, closes: 6, house: 7, street: "Mill Road", espresso: 22, days: "six to seven", until: 21, workshop: 90, decaf: 19, cards: 50 },
  { opens: 7, closes: 3, house: 33, street: "Station Square", espresso: 13, days: "eight to nine", until: 60, workshop: 45, decaf: 11, cards: 35 },
  { opens: 11, closes: 2, house: 85, street: "Bridge Avenue", espresso: 27, days: "ten to twelve", until: 90, workshop: 100, decaf: 24, cards: 75 },
];
const NAMES = ["Harbor", "Garden", "Mill", "Station", "Bridge"];
const PARKING = ["behind the building", "under the market hall", "beside the church", "in front of the library", "on the roof"];
const PAUSES = ["at any time", "once a year", "in summer", "after three months", "before the weekend"];
/** So unlike one another that they can be told apart by their sound. */
const GREETINGS = [
  "Welcome to Harbor Coffee Roasters. How may I help you?",
  "Good morning! You have reached the little garden of coffee, and we are glad that you did.",
  "Hello, this is the mill.",
  "Station Coffee here, the house for people in a hurry. Please tell me at once what you need, and I shall see what I can do.",
  "Thank you for calling Bridge Coffee Roasters. What can I do for you today?",
];

/** How many shops there are. */
export const SHOPS = FACTS.length;

function prompt(shop) {
  const fact = FACTS[shop];
  return `You answer the telephone of ${NAMES[shop]} Coffee Roasters, a small coffee roastery. Be friendly and brief.

# Opening hours
We are open Monday to Friday from 7 am to 6 pm.
On Saturday we are open from ${fact.opens} am to ${fact.closes} pm.
On Sunday we are closed.

# Address and parking
The address of our shop is ${fact.house} ${fact.street}.
There is free parking ${PARKING[shop]}.

# Prices
- A bag of the espresso roast costs ${fact.espresso} dollars.
- Decaf costs ${fact.decaf} dollars a bag.
- The barista workshop costs ${fact.workshop} dollars a person.
- We sell gift cards for ${fact.cards} dollars.

# Delivery and returns
Delivery takes ${fact.days} working days.
You can return an unopened bag within ${fact.until} days and get your money back.

# Subscription
You can pause the subscription ${PAUSES[shop]}.
`;
}

const spelled = (number) => {
  const small = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
  const tens = { 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "(?:one|a) hundred" };
  return small[number] ?? tens[number] ?? `${tens[number - (number % 10)]}[ -]${small[number % 10]}`;
};

/** A number as digits or as a word. */
const number = (value) => new RegExp(`\\b(?:${value}|${spelled(value)})\\b`, "i");

/** What may be asked: the fixture, what has to be understood, and what each shop has to answer. */
export const QUESTIONS = {
  saturday: { heard: /saturday/i, answer: (shop) => number(FACTS[shop].closes) },
  address: { heard: /address/i, answer: (shop) => new RegExp(FACTS[shop].street, "i") },
  espresso: { heard: /espresso/i, answer: (shop) => number(FACTS[shop].espresso) },
  delivery: { heard: /delivery/i, answer: (shop) => new RegExp(FACTS[shop].days, "i") },
  returns: { heard: /return/i, answer: (shop) => number(FACTS[shop].until) },
  parking: { heard: /parking/i, answer: (shop) => new RegExp(PARKING[shop], "i") },
  subscription: { heard: /subscription/i, answer: (shop) => new RegExp(PAUSES[shop], "i") },
  workshop: { heard: /workshop/i, answer: (shop) => number(FACTS[shop].workshop) },
  decaf: { heard: /decaf/i, answer: (shop) => number(FACTS[shop].decaf) },
  gifts: { heard: /gift/i, answer: (shop) => number(FACTS[shop].cards) },
};

/** Long enough to be cut short by somebody who does not want to hear it all. */
export const LONG_GREETING =
  "Welcome to Harbor Coffee Roasters, and thank you for calling. Before we begin, let me tell you a little about us. " +
  "We have roasted coffee by hand in this city for many years. All our coffee is organic and fairly traded. " +
  "Our friendly people roast every morning, and they pack every bag themselves. We also hold workshops for people who " +
  "love coffee, and we send our coffee to every corner of the country. You can ask me about all of that. Now, how may I help you?";

/** Everything that these tests want to be told. */
const EVENTS = [
  "conversation_initiation_metadata",
  "ping",
  "audio",
  "interruption",
  "user_transcript",
  "agent_response",
  "agent_response_correction",
  "agent_chat_response_part",
  "agent_tool_response",
  "client_tool_call",
];

/**
 * An agent for a shop.
 *
 * @param changes to its conversation_config, by section, in the SDK's camel case
 */
export function shopAgent(shop = 0, { agent = {}, prompt: promptChanges = {}, ...sections } = {}) {
  return {
    name: `${NAMES[shop]} Coffee Roasters`,
    conversationConfig: {
      agent: {
        firstMessage: GREETINGS[shop],
        language: "en",
        ...agent,
        prompt: { prompt: prompt(shop), ...promptChanges },
      },
      // A caller who listens to a machine should not be asked whether he is still there.
      turn: { turnTimeout: 30 },
      conversation: { clientEvents: EVENTS },
      ...sections,
    },
  };
}
