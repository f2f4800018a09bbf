package antiphon.speech.embedded;

/** Whether the server brings the embedded engines: a production server leaves their folder out. */
final class EngineLibrary {
    private EngineLibrary() {}

    static boolean has(String... classes) {
        try {
            for (String name : classes) {
                Class.forName(name, false, EngineLibrary.class.getClassLoader());
            }
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
