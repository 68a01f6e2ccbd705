package dev.leadline.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@code docs/problems.md} promises: how calls of a service can be refused. */
public final class ProblemsDocument {

  private static final Path FILE = Path.of("..", "docs", "problems.md");

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\| .+ \\|$", Pattern.MULTILINE);

  private ProblemsDocument() {}

  /** The last parts of the types that its chapter lists, each with its status. */
  public static SortedMap<String, Integer> of(String service) throws IOException {
    String whole = Files.readString(FILE) + "\n## ";
    int begin = whole.indexOf("\n## " + service + "\n");
    if (begin < 0) throw new AssertionError(FILE + " has no chapter " + service);
    var listed = new TreeMap<String, Integer>();
    ROW.matcher(whole.substring(begin, whole.indexOf("\n## ", begin + 1)))
        .results()
        .forEach(row -> listed.put(row.group(1), Integer.valueOf(row.group(2))));
    return listed;
  }
}
