package dev.leadline.gateway.handling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Jobs and their files without a database and a disk. */
class ExportsInMemory implements KeepExports, ExportFiles {

  private final Map<UUID, ExportJob> jobs = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> touched = new ConcurrentHashMap<>();
  final Map<UUID, ByteArrayOutputStream> parts = new ConcurrentHashMap<>();
  final Map<UUID, String> whole = new ConcurrentHashMap<>();

  ExportJob job(UUID id) {
    ExportJob job = jobs.get(id);
    if (job == null) throw new IllegalStateException("There is no job " + id);
    return job;
  }

  private boolean becomes(
      UUID id, Set<State> from, State to, @Nullable String reason, @Nullable Instant expiresAt) {
    ExportJob before = jobs.get(id);
    if (before == null || !from.contains(before.state())) return false;
    jobs.put(
        id,
        new ExportJob(
            id,
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
  public void begin(ExportJob job, Instant now) {
    jobs.put(job.id(), job);
    touched.put(job.id(), now);
  }

  @Override
  public boolean progress(UUID id, long done, Instant now) {
    touched.put(id, now);
    return job(id).state() == State.RUNNING;
  }

  @Override
  public void touch(Collection<UUID> ids, Instant now) {
    for (UUID id : ids) touched.put(id, now);
  }

  @Override
  public boolean end(UUID id, State how, @Nullable String reason, @Nullable Instant expiresAt) {
    return becomes(id, Set.of(State.RUNNING), how, reason, expiresAt);
  }

  @Override
  public boolean again(UUID id, long rows, Instant now) {
    touched.put(id, now);
    return becomes(id, Set.of(State.FAILED, State.EXPIRED), State.RUNNING, null, null);
  }

  @Override
  public void gone(UUID id, String reason) {
    becomes(id, Set.of(State.DONE), State.EXPIRED, reason, null);
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
  public void delete(UUID id) {
    parts.remove(id);
    whole.remove(id);
  }

  @Override
  public List<UUID> expired(Instant now) {
    return List.of();
  }

  @Override
  public void abandon(Instant since, String reason) {
    touched.forEach(
        (id, at) -> {
          if (at.isBefore(since)) end(id, State.FAILED, reason, null);
        });
  }

  @Override
  public void forget(Instant since) {
    jobs.keySet()
        .removeIf(id -> !live().contains(id) && touched.getOrDefault(id, since).isBefore(since));
  }

  @Override
  public List<UUID> withFile() {
    return jobs.values().stream()
        .filter(job -> job.state() == State.DONE)
        .map(ExportJob::id)
        .toList();
  }

  @Override
  public Set<UUID> live() {
    var live = new HashSet<UUID>(withFile());
    for (ExportJob job : jobs.values()) if (job.state() == State.RUNNING) live.add(job.id());
    return live;
  }

  @Override
  public OutputStream create(UUID id) {
    var part = new ByteArrayOutputStream();
    parts.put(id, part);
    return part;
  }

  @Override
  public void complete(UUID id) {
    ByteArrayOutputStream part = parts.remove(id);
    if (part == null) throw new IllegalStateException("There is no part of " + id);
    whole.put(id, part.toString(UTF_8));
  }

  @Override
  public @Nullable Path find(UUID id) {
    return null;
  }

  @Override
  public Set<UUID> all() {
    var all = new HashSet<UUID>(parts.keySet());
    all.addAll(whole.keySet());
    return all;
  }

  @Override
  public boolean hasAny(UUID id, Collection<String> leadIds) {
    return whole
        .getOrDefault(id, "")
        .lines()
        .anyMatch(line -> leadIds.contains(line.substring(0, line.indexOf(','))));
  }
}
