package dev.leadline.gateway.handling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Jobs by their ids, and their files without a database and a disk. */
class ExportsInMemory implements KeepExports, ExportFiles {

  private final InstantSource clock;
  private final Map<UUID, ExportJob> jobs = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> touched = new ConcurrentHashMap<>();
  final Map<UUID, ByteArrayOutputStream> parts = new ConcurrentHashMap<>();
  final Map<UUID, String> whole = new ConcurrentHashMap<>();

  /** By whose clock jobs are given up, as by that of the database. */
  ExportsInMemory(InstantSource clock) {
    this.clock = clock;
  }

  ExportJob job(UUID id) {
    ExportJob job = jobs.get(id);
    if (job == null) throw new IllegalStateException("There is no job " + id);
    return job;
  }

  private @Nullable ExportJob ofFile(UUID file) {
    return jobs.values().stream().filter(job -> job.file().equals(file)).findFirst().orElse(null);
  }

  private boolean becomes(
      @Nullable ExportJob before,
      UUID file,
      Set<State> from,
      State to,
      @Nullable String reason,
      @Nullable Instant expiresAt) {
    if (before == null || !from.contains(before.state())) return false;
    jobs.put(
        before.id(),
        new ExportJob(
            before.id(),
            file,
            before.tenant(),
            before.madeBy(),
            before.query(),
            to,
            before.rows(),
            before.done(),
            reason,
            before.madeAt(),
            expiresAt));
    return true;
  }

  @Override
  public void begin(ExportJob job) {
    jobs.put(job.id(), job);
    touched.put(job.file(), clock.instant());
  }

  @Override
  public boolean progress(UUID file, long done) {
    touched.put(file, clock.instant());
    ExportJob job = ofFile(file);
    return job != null && job.state() == State.RUNNING;
  }

  @Override
  public void touch(Collection<UUID> files) {
    for (UUID file : files) touched.put(file, clock.instant());
  }

  @Override
  public boolean end(UUID file, State how, @Nullable String reason, @Nullable Instant expiresAt) {
    return becomes(ofFile(file), file, Set.of(State.RUNNING), how, reason, expiresAt);
  }

  @Override
  public boolean again(UUID id, UUID file, long rows) {
    touched.put(file, clock.instant());
    return becomes(
        jobs.get(id), file, Set.of(State.FAILED, State.EXPIRED), State.RUNNING, null, null);
  }

  @Override
  public void gone(UUID file, String reason) {
    becomes(ofFile(file), file, Set.of(State.DONE), State.EXPIRED, reason, null);
  }

  @Override
  public @Nullable ExportJob find(String tenant, UUID id) {
    return jobs.get(id);
  }

  @Override
  public List<ExportJob> list(String tenant) {
    return List.copyOf(jobs.values());
  }

  @Override
  public void delete(UUID file) {
    parts.remove(file);
    whole.remove(file);
  }

  @Override
  public List<UUID> expired(Instant now) {
    return List.of();
  }

  @Override
  public void abandon(Duration unattended, String reason) {
    Instant since = clock.instant().minus(unattended);
    touched.forEach(
        (file, at) -> {
          if (at.isBefore(since)) end(file, State.FAILED, reason, null);
        });
  }

  @Override
  public void forget(Duration unattended) {
    Instant since = clock.instant().minus(unattended);
    jobs.values()
        .removeIf(
            job ->
                !live().contains(job.file())
                    && touched.getOrDefault(job.file(), since).isBefore(since));
  }

  @Override
  public List<ExportJob> done() {
    return jobs.values().stream().filter(job -> job.state() == State.DONE).toList();
  }

  @Override
  public Set<UUID> live() {
    var live = new HashSet<UUID>();
    for (ExportJob job : jobs.values())
      if (Set.of(State.RUNNING, State.DONE).contains(job.state())) live.add(job.file());
    return live;
  }

  @Override
  public OutputStream create(UUID file) {
    var part = new ByteArrayOutputStream();
    parts.put(file, part);
    return part;
  }

  @Override
  public void complete(UUID file) {
    ByteArrayOutputStream part = parts.remove(file);
    if (part == null) throw new IllegalStateException("There is no part of " + file);
    whole.put(file, part.toString(UTF_8));
  }

  @Override
  public @Nullable Path find(UUID file) {
    return null;
  }

  @Override
  public Set<UUID> all() {
    var all = new HashSet<UUID>(parts.keySet());
    all.addAll(whole.keySet());
    return all;
  }

  @Override
  public boolean hasAny(UUID file, Collection<String> leadIds) {
    return whole
        .getOrDefault(file, "")
        .lines()
        .anyMatch(line -> leadIds.contains(line.substring(0, line.indexOf(','))));
  }
}
