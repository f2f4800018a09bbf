package antiphon.conversations.settings;

/**
 * The documents of settings that the contract knows.
 *
 * @param name in the table
 * @param request schema of a change
 * @param response schema of what is shown
 */
record SettingsDocument(String name, String request, String response) {
    static final SettingsDocument CONVERSATIONS =
            new SettingsDocument("conversations", "PatchConvAISettingsRequest", "GetConvAISettingsResponseModel");

    static final SettingsDocument DASHBOARD = new SettingsDocument(
            "dashboard", "PatchConvAIDashboardSettingsRequest", "GetConvAIDashboardSettingsResponseModel");
}
