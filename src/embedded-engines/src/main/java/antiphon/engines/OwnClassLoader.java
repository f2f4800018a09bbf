package antiphon.engines;

import java.util.concurrent.Callable;

/**
 * Lends the calling thread this library's class loader. MaryTTS looks for its voices and for XML parsers through the
 * thread's, and in a server that one belongs to the application, which does not see them.
 */
final class OwnClassLoader {
    private OwnClassLoader() {}

    /** @throws IllegalStateException in place of any checked exception */
    static <T> T call(Callable<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OwnClassLoader.class.getClassLoader());
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the embedded voice could not do its work", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
