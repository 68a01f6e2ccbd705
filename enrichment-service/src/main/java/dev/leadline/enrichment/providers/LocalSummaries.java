package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.summary.Conversation;
import dev.leadline.enrichment.domain.summary.Extract;
import dev.leadline.enrichment.domain.summary.Kinds;
import dev.leadline.enrichment.domain.summary.SumUp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sums up without asking anybody. Its model is read when the first conversation pauses. It works on
 * one conversation at a time, in one thread, and rests after each for some times as long as it has
 * worked: of two cores that serve everything it takes a tenth.
 */
final class LocalSummaries implements SumUp {

  static final String MODEL = "leadline-extract-1/bge-small-en-v1.5-q";

  /** Well within the time after which whoever asks counts as dead. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(60);

  private final int rest;
  private @Nullable SentenceModel model;
  private @Nullable SentenceKinds kinds;

  LocalSummaries(int rest) {
    this.rest = rest;
  }

  @Override
  public synchronized Outcome sumUp(Conversation conversation) {
    long begun = System.nanoTime();
    var summary = Extract.of(conversation, MODEL, this::sort);
    LockSupport.parkNanos(Math.min((System.nanoTime() - begun) * rest, LONGEST_REST.toNanos()));
    return new Written(summary);
  }

  private List<Kinds> sort(List<String> sentences) {
    SentenceModel meanings = model == null ? SentenceModel.load() : model;
    SentenceKinds known = kinds == null ? SentenceKinds.shipped() : kinds;
    model = meanings;
    kinds = known;
    return sentences.stream().map(sentence -> known.of(meanings.of(sentence), sentence)).toList();
  }
}
