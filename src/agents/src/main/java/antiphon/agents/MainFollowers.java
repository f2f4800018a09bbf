package antiphon.agents;

import antiphon.identity.Actor;

/** Whoever takes part in what becomes of an agent's main branch. Provided by those who know how branches are joined. */
public interface MainFollowers {
    /** The main branch has a new version. In the transaction that made it. */
    void mainMoved(Agent agent, Actor by);
}
