package dev.leadline.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.gateway.handling.ExportFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files of exports in a folder, each under its own id. */
@Component
final class ExportFolder implements ExportFiles {

  private static final Pattern NAME =
      Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\.csv(?:\\.part)?");

  private final Path folder;

  ExportFolder(ExportSettings settings) {
    folder = settings.folder();
  }

  private Path whole(UUID file) {
    return folder.resolve(file + ".csv");
  }

  private Path begun(UUID file) {
    return folder.resolve(file + ".csv.part");
  }

  @Override
  public OutputStream create(UUID file) throws IOException {
    Files.createDirectories(folder);
    return Files.newOutputStream(begun(file));
  }

  @Override
  public void complete(UUID file) throws IOException {
    Files.move(begun(file), whole(file), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public @Nullable Path find(UUID file) {
    Path whole = whole(file);
    return Files.isRegularFile(whole) ? whole : null;
  }

  @Override
  public Set<UUID> all() {
    var all = new HashSet<UUID>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) all.add(UUID.fromString(name.group(1)));
      }
    } catch (NoSuchFileException noneYet) {
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return all;
  }

  @Override
  public void delete(UUID file) {
    try {
      Files.deleteIfExists(whole(file));
      Files.deleteIfExists(begun(file));
    } catch (IOException inUse) {
      throw new UncheckedIOException(inUse);
    }
  }

  /** The id of a lead is what its line begins with; cells may have lines of their own. */
  @Override
  public boolean hasAny(UUID file, Collection<String> leadIds) {
    Path whole = find(file);
    if (whole == null || leadIds.isEmpty()) return false;
    Set<String> wanted = Set.copyOf(leadIds);
    try (BufferedReader lines = Files.newBufferedReader(whole, UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int end = line.indexOf(',');
        if (end > 0 && wanted.contains(line.substring(0, end))) return true;
      }
      return false;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
