package dev.leadline.enrichment.providers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment of ONNX Runtime, for as long as the process lives. The library counts who holds
 * it, and its Java side lets go of it in a hook of its own as soon as the process is told to stop,
 * beside services that are stopped in order: a session that was being made at that moment aborted
 * the process before anything else had stopped. So it is held a second time, which nobody lets go
 * of. The library offers no public way to.
 */
final class NativeEnvironment {

  private static final Logger LOG = LoggerFactory.getLogger(NativeEnvironment.class);

  private static final OrtEnvironment HELD = heldTwice();

  private NativeEnvironment() {}

  static OrtEnvironment held() {
    return HELD;
  }

  private static OrtEnvironment heldTwice() {
    return heldTwice("ai.onnxruntime.OnnxRuntime", "ortApiHandle");
  }

  /** Where a version has other private names, only the second hold is missing. */
  static OrtEnvironment heldTwice(String libraryName, String handleName) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      Class<?> library = Class.forName(libraryName);
      var api = library.getDeclaredField(handleName);
      api.setAccessible(true);
      Method hold =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      hold.setAccessible(true);
      hold.invoke(
          null, api.get(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "leadline");
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("ONNX Runtime cannot be held", e.getCause());
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      LOG.warn("A stop while the model of sentences is read may abort: {}", e.toString());
    }
    return environment;
  }
}
