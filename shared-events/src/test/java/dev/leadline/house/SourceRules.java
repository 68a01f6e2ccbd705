package dev.leadline.house;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Rules about what only the source shows. */
public final class SourceRules {

  private static final Pattern PACKAGE = Pattern.compile("\\bpackage ([\\w.]+);");

  private static final Pattern DESCRIPTION =
      Pattern.compile("(?s)/\\*\\*\\s*\\S.*?[.][^*]*\\*/.*@NullMarked\\s+package ");

  private SourceRules() {}

  /** P10. A newcomer finds the room by what its door says. */
  public static final Rule PACKAGES_INTRODUCE_THEMSELVES =
      subject -> {
        var packages = new TreeSet<String>();
        var introduced = new TreeSet<String>();
        for (Path file : subject.sourceFiles()) {
          String source = read(file);
          var declared = PACKAGE.matcher(source);
          if (!declared.find()) throw new IllegalStateException(file + " is in no package");
          packages.add(declared.group(1));
          if (file.endsWith("package-info.java") && DESCRIPTION.matcher(source).find())
            introduced.add(declared.group(1));
        }
        packages.removeAll(introduced);
        return packages.stream()
            .map(name -> "Package <" + name + "> has no package-info with a sentence, @NullMarked")
            .toList();
      };

  /**
   * P11. A {@code default} over a sealed type hides the case that somebody adds later; an old-style
   * {@code case X:} falls through, even into {@code case null}.
   */
  public static final Rule SWITCHES_ARE_CLOSED = SourceRules::openSwitches;

  private static List<String> openSwitches(Subject subject) {
    List<Path> sources = sourcesWithSwitches(subject);
    if (sources.isEmpty()) return List.of();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    var classPath =
        subject.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    try (var files = compiler.getStandardFileManager(problems, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      var options = List.of("-proc:none", "-Xlint:none", "-classpath", classPath);
      var task = (JavacTask) compiler.getTask(null, files, problems, options, null, units);
      var trees = Trees.instance(task);
      var found = new ArrayList<String>();
      var parsed = new ArrayList<CompilationUnitTree>();
      task.parse().forEach(parsed::add);
      task.analyze();
      problems.getDiagnostics().stream()
          .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
          .findFirst()
          .ifPresent(
              error -> {
                throw new IllegalStateException("The sources cannot be judged: " + error);
              });
      for (var unit : parsed) new Switches(trees, unit, found).scan(unit, null);
      return found;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * To judge every file takes as long as to compile it: what the others say is on the class path. A
   * package may introduce itself among the main sources and among the tests; not to javac.
   */
  private static List<Path> sourcesWithSwitches(Subject subject) {
    return subject.sourceFiles().stream()
        .filter(file -> !file.endsWith("package-info.java"))
        .filter(file -> read(file).contains("switch"))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static final class Switches extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final Trees trees;
    private final CompilationUnitTree unit;
    private final List<String> found;

    Switches(Trees trees, CompilationUnitTree unit, List<String> found) {
      this.trees = trees;
      this.unit = unit;
      this.found = found;
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void nothing) {
      judge(tree.getExpression(), tree.getCases());
      return super.visitSwitch(tree, nothing);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void nothing) {
      judge(tree.getExpression(), tree.getCases());
      return super.visitSwitchExpression(tree, nothing);
    }

    private void judge(ExpressionTree selector, List<? extends CaseTree> cases) {
      TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
      for (CaseTree one : cases) {
        if (one.getCaseKind() == CaseTree.CaseKind.STATEMENT) add(one, "is an old-style case");
        boolean isDefault =
            one.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
        if (isDefault && isSealed(type)) add(one, "is a default over the sealed type " + type);
      }
    }

    private void add(Tree tree, String what) {
      long line =
          unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
      String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
      String name = unit.getPackageName() + "." + file.replace(".java", "");
      found.add("Switch in <%s> (%s:%d) %s".formatted(name, file, line, what));
    }

    private static boolean isSealed(TypeMirror type) {
      return switch (type) {
        case TypeVariable variable -> isSealed(variable.getUpperBound());
        case DeclaredType declared -> declared.asElement().getModifiers().contains(Modifier.SEALED);
        default -> false;
      };
    }
  }
}
