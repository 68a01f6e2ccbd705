package dev.leadline.servicebase;

import dev.leadline.events.TraceParent;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spans of work that is done for many records at once: one for each trace that some of the records
 * belong to and somebody keeps, as long as the work itself. A record without a trace costs nothing,
 * and where nothing is traced not even a look at the records.
 */
public final class Spans {

  /** A producer that keeps every trace must not make a batch slow; what is left out has a gap. */
  private static final int MOST = 64;

  private final Tracer tracer;
  private final boolean isOn;

  /**
   * Without tracing, by {@link Tracer#NOOP}.
   *
   * @param tracer the service's own: several services may share a process
   */
  public Spans(Tracer tracer) {
    this.tracer = tracer;
    this.isOn = tracer != Tracer.NOOP;
  }

  /**
   * Does the work.
   *
   * @param name the same for all work of this kind, and nothing of whom it is about
   * @param traceParents of each record what it says, or null; not read where nothing is traced
   * @param work whose failure goes on to the caller, and of which the spans keep the kind alone
   * @return what the work returns
   */
  public <T> T within(
      String name, Span.Kind kind, Stream<@Nullable String> traceParents, Supplier<T> work) {
    List<TraceParent> traces = isOn ? TraceParent.sampled(traceParents, MOST) : List.of();
    if (traces.isEmpty()) return work.get();
    List<Span> spans = traces.stream().map(trace -> begin(name, kind, trace)).toList();
    // Lines of the log can belong to one trace at most.
    try (Tracer.SpanInScope _ =
        tracer.withSpan(spans.size() == 1 ? spans.getFirst() : tracer.currentSpan())) {
      return work.get();
    } catch (RuntimeException broken) {
      // Its message may quote what a lead has said.
      spans.forEach(span -> span.tag("error", broken.getClass().getSimpleName()));
      throw broken;
    } finally {
      spans.forEach(Span::end);
    }
  }

  /** The trace of the request that is being answered; null if there is none that somebody keeps. */
  public @Nullable TraceParent current() {
    Span span = isOn ? tracer.currentSpan() : null;
    if (span == null || !Boolean.TRUE.equals(span.context().sampled())) return null;
    return new TraceParent(span.context().traceId(), span.context().spanId(), true);
  }

  private Span begin(String name, Span.Kind kind, TraceParent parent) {
    return tracer
        .spanBuilder()
        .setParent(
            tracer
                .traceContextBuilder()
                .traceId(parent.traceId())
                .spanId(parent.spanId())
                .sampled(true)
                .build())
        .name(name)
        .kind(kind)
        .start();
  }
}
