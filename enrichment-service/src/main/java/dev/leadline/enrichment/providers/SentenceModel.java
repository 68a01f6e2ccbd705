package dev.leadline.enrichment.providers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The meaning of a sentence as numbers, by the quantized model BGE small (English), which ships in
 * a Maven artifact: no network. One sentence at a time in one thread, since two cores may have to
 * serve everything.
 */
final class SentenceModel implements AutoCloseable {

  /** Numbers of one sentence. */
  static final int NUMBERS = 384;

  private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";
  private static final int PIECES = 128;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieces pieces;

  private SentenceModel(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
    this.environment = environment;
    this.session = session;
    this.pieces = pieces;
  }

  /** Reads the model; about half a second. */
  static SentenceModel load() {
    try (InputStream model = resource(MODEL);
        InputStream tokenizer = resource(TOKENIZER);
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // Sentences are short: what an arena would hold back for the next one is not worth it.
      options.setCPUArenaAllocator(false);
      OrtEnvironment environment = NativeEnvironment.held();
      return new SentenceModel(
          environment,
          environment.createSession(model.readAllBytes(), options),
          WordPieces.read(tokenizer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException("The model of sentences cannot be used", e);
    }
  }

  /** A vector of length 1. */
  synchronized float[] of(String sentence) {
    long[] ids = pieces.idsOf(sentence, PIECES);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, ids.length};
    Map<String, OnnxTensor> input = new HashMap<>();
    try {
      input.put("input_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape));
      input.put(
          "attention_mask", OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape));
      if (session.getInputNames().contains("token_type_ids"))
        input.put(
            "token_type_ids",
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape));
      try (var answer = session.run(input)) {
        float[][][] states = (float[][][]) answer.get(0).getValue();
        return unit(states[0][0]);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("The model of sentences did not answer", e);
    } finally {
      input.values().forEach(OnnxTensor::close);
    }
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float number : vector) square += number * number;
    float length = (float) Math.sqrt(square);
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) unit[i] = vector[i] / length;
    return unit;
  }

  private static InputStream resource(String name) {
    InputStream resource = SentenceModel.class.getResourceAsStream(name);
    if (resource == null) throw new IllegalStateException(name + " is missing");
    return resource;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("The model of sentences cannot be closed", e);
    }
  }
}
