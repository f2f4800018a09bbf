package antiphon.conversations.record;

import java.util.Set;

/** The contract's {@code ConversationInitiationSource}; clients refuse to read any other word. */
public final class Sources {
    public static final String UNKNOWN = "unknown";

    public static final Set<String> ALL = Set.of(
            UNKNOWN,
            "android_sdk",
            "node_js_sdk",
            "react_native_sdk",
            "react_sdk",
            "js_sdk",
            "python_sdk",
            "widget",
            "sip_trunk",
            "twilio",
            "exotel",
            "genesys",
            "avaya",
            "audiocodes",
            "swift_sdk",
            "whatsapp",
            "twilio_sms",
            "flutter_sdk",
            "zendesk_integration",
            "slack_integration",
            "telegram_integration",
            "intercom_integration",
            "freshdesk_integration",
            "salesforce_integration",
            "template_preview",
            "genesys_bot_connector",
            "subagent_tool");

    private Sources() {}
}
