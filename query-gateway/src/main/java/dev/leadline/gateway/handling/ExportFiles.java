package dev.leadline.gateway.handling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of exports. */
public interface ExportFiles {

  /** A file that is not there for others before it is {@link #complete}. */
  OutputStream create(UUID id) throws IOException;

  void complete(UUID id) throws IOException;

  /** The whole file; null when there is none. */
  @Nullable Path find(UUID id);

  /** Of which jobs there are files, complete or not. */
  Set<UUID> all();

  /** Removes the file, complete or not; none is fine. */
  void delete(UUID id);

  /** Whether any of these leads is in the file; false without a file. */
  boolean hasAny(UUID id, Collection<String> leadIds);
}
