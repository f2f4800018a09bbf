package antiphon.engines;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Method;

/**
 * ONNX Runtime's environment, kept until the process is gone.
 *
 * <p>Its Java library frees the environment in a shutdown hook of its own, while calls still run, and a model that
 * infers at that moment takes the whole JVM down with it. The native environment counts its owners (onnxruntime,
 * ort_env.cc): one more, which nobody releases, outlasts the hook.
 */
final class OnnxRuntime {
    private OnnxRuntime() {}

    static OrtEnvironment lasting() {
        return Kept.ENVIRONMENT;
    }

    private static final class Kept {
        static final OrtEnvironment ENVIRONMENT = keep();

        private static OrtEnvironment keep() {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try {
                var api = OrtEnvironment.class
                        .getClassLoader()
                        .loadClass("ai.onnxruntime.OnnxRuntime")
                        .getDeclaredField("ortApiHandle");
                api.setAccessible(true);
                Method own =
                        OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
                own.setAccessible(true);
                own.invoke(null, api.getLong(null), 2, "antiphon");
            } catch (ReflectiveOperationException changed) {
                System.getLogger(OnnxRuntime.class.getName())
                        .log(System.Logger.Level.WARNING, "ONNX Runtime cannot be kept beyond the end of the server");
            }
            return environment;
        }
    }
}
