package antiphon.conversations.record;

import antiphon.api.PublicId;

/**
 * Which server holds a call, and since which start of it.
 *
 * @param name the same after a restart, and different for every server on one database
 * @param run new with every start
 */
public record ServerIdentity(String name, String run) {
    static ServerIdentity started(String name) {
        return new ServerIdentity(name, PublicId.fresh("run_"));
    }
}
