package antiphon.language.remote;

import antiphon.language.remote.Peer.Script;
import java.io.IOException;

/** Chat completions as api.openai.com streams them. */
public final class OpenAiWire {
    private OpenAiWire() {}

    public static String delta(String delta, String finish) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,\"model\":\"gpt-4o-mini-2024-07-18\","
                + "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,\"delta\":"
                + delta
                + ",\"logprobs\":null,\"finish_reason\":" + finish + "}],\"usage\":null}";
    }

    static String toolBegin(int index, String id, String name) {
        return delta(
                "{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"" + id
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"arguments\":\"\"}}]}",
                "null");
    }

    static String toolGoOn(int index, String arguments) {
        return delta(
                "{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":\""
                        + arguments.replace("\"", "\\\"") + "\"}}]}",
                "null");
    }

    static final String USAGE = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1760000000,"
            + "\"model\":\"gpt-4o-mini-2024-07-18\",\"choices\":[],\"usage\":{\"prompt_tokens\":21,\"completion_tokens\":7,"
            + "\"total_tokens\":28,\"prompt_tokens_details\":{\"cached_tokens\":0}}}";

    public static Script saying(String... pieces) {
        return wire -> {
            wire.open().data(delta("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"));
            for (String piece : pieces) {
                wire.data(delta("{\"content\":\"" + piece + "\"}", "null"));
            }
            end(wire, "stop");
        };
    }

    static void end(Peer.Wire wire, String reason) throws IOException {
        wire.data(delta("{}", "\"" + reason + "\"")).data(USAGE).data("[DONE]").end();
    }

    public static Script refusing(int status, String code) {
        return wire -> wire.refuse(
                status,
                "{\"error\":{\"message\":\"Incorrect API key provided: sk-ab*****yz.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\""
                        + code + "\"}}");
    }
}
