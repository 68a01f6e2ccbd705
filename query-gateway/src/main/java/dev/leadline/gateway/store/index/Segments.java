package dev.leadline.gateway.store.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;

/** What is in memory of each segment, for as long as any reader has the segment. */
final class Segments {

  private final Map<IndexReader.CacheKey, Segment> known = new ConcurrentHashMap<>();

  Segment of(LeafReader reader) throws IOException {
    IndexReader.CacheHelper core = reader.getCoreCacheHelper();
    Segment segment = known.get(core.getKey());
    if (segment != null) return segment;
    try {
      return known.computeIfAbsent(core.getKey(), key -> read(reader, core));
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private Segment read(LeafReader reader, IndexReader.CacheHelper core) {
    try {
      core.addClosedListener(known::remove);
      return new Segment(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
