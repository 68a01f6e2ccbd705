package dev.leadline.enrichment.providers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The environment of ONNX Runtime, for as long as the process lives. The library counts who holds
 * it, and its Java side lets go of it in a hook of its own as soon as the process is told to stop,
 * beside services that are stopped in order: a session that was being made at that moment aborted
 * the process before anything else had stopped. So it is held a second time, which nobody lets go
 * of. The library offers no public way to.
 */
final class NativeEnvironment {

  private static final OrtEnvironment HELD = heldTwice();

  private NativeEnvironment() {}

  static OrtEnvironment held() {
    return HELD;
  }

  private static OrtEnvironment heldTwice() {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      Class<?> library = Class.forName("ai.onnxruntime.OnnxRuntime");
      var api = library.getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      Method hold =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      hold.setAccessible(true);
      hold.invoke(
          null, api.get(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(), "leadline");
      return environment;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("ONNX Runtime cannot be held", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of ONNX Runtime is made otherwise", e);
    }
  }
}
