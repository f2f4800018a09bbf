package antiphon.conversations.settings;

import jakarta.persistence.EntityManager;

/** The settings of the workspace, as far as they are read. */
public final class SettingsFurniture {
    private SettingsFurniture() {}

    public static WorkspaceSettings over(EntityManager entities) {
        WorkspaceSettings settings = new WorkspaceSettings();
        settings.entities = entities;
        return settings;
    }
}
