package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.ExportJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of exports, each of one beginning of a job ({@link ExportJob#file}). */
public interface ExportFiles {

  /** A file that is not there for others before it is {@link #complete}. */
  OutputStream create(UUID file) throws IOException;

  void complete(UUID file) throws IOException;

  /** The whole file; null when there is none. */
  @Nullable Path find(UUID file);

  /** Which files there are, complete or not. */
  Set<UUID> all();

  /** Removes the file, complete or not; none is fine. */
  void delete(UUID file);

  /** Whether any of these leads is in the file; false without a file. */
  boolean hasAny(UUID file, Collection<String> leadIds);
}
