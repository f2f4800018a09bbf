package antiphon.agents.files;

import antiphon.api.PublicId;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** The files of agents. A version of an agent goes on naming what it named, so that a file stays until it is forgotten. */
@ApplicationScoped
public class AgentFiles {
    /** Under which all of them are handed out. */
    public static final String DOOR = "/v1/antiphon/agent-files/";

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /**
     * Keeps a file.
     *
     * @param mediaType as its bytes tell, whatever its sender says
     * @return the path under which this server hands it out
     */
    @Transactional
    public String keep(String agentId, String name, String mediaType, byte[] bytes) {
        String id = PublicId.fresh("agtfile_");
        entities.persist(new AgentFile(id, agentId, name, mediaType, bytes, clock.instant()));
        return DOOR + id;
    }

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    AgentFile find(String id) {
        AgentFile file = PublicId.isPlausible(id) ? entities.find(AgentFile.class, id) : null;
        if (file == null) {
            throw Refusal.NotFound.of("file", id);
        }
        return file;
    }

    /** Removes what is handed out under this path, unless a branch or a copy of its agent names it still. */
    @Transactional
    public void forget(String path) {
        if (!path.startsWith(DOOR)) {
            return;
        }
        entities.flush();
        entities.createNativeQuery("""
                        delete from agent_file f where f.id = ?1
                            and not exists (select 1 from agent a where a.deleted_at is null and strpos(a.document, ?1) > 0)
                            and not exists (
                                select 1 from agent_branch b join agent_version v on v.id = b.version_id
                                where b.agent_id = f.agent_id and strpos(v.document, ?1) > 0)
                        """)
                .setParameter(1, path.substring(DOOR.length()))
                .executeUpdate();
    }
}
