package dev.leadline.gateway.store.index;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.ByteBuffersDirectory;

/** One segment, of documents in their order. */
final class SegmentsOfDocuments {

  private SegmentsOfDocuments() {}

  /** What is done with the segment while it is open. */
  interface Use {
    void of(LeafReader segment) throws IOException;
  }

  static void with(List<Document> documents, Use use) throws IOException {
    try (var directory = new ByteBuffersDirectory();
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocuments(documents);
      writer.forceMerge(1);
      try (var reader = DirectoryReader.open(writer)) {
        use.of(reader.leaves().getFirst().reader());
      }
    }
  }
}
