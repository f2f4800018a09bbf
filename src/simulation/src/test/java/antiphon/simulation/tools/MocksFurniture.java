package antiphon.simulation.tools;

import antiphon.agents.tools.Tools;

/** What stands in for tools, put together by hand. */
public final class MocksFurniture {
    private MocksFurniture() {}

    public static StoredMocks mocks(Tools tools) {
        StoredMocks mocks = new StoredMocks();
        mocks.tools = tools;
        return mocks;
    }
}
