"""kill -9 at random moments: nothing acknowledged is lost, nothing is doubled when it is sent again."""
import json
import os
import random
import signal
import subprocess
import tempfile
import time

import ledger


def rounds(seed, count, acknowledged_when_sent=False):
    """Kills `count` runs; with `acknowledged_when_sent` the harness believes what was sent, and must find losses."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        template = ledger.make(folder)
        for number in range(count):
            how = ("apply", "import", "administer", "nightly", "migrate")[number % 5]
            writers = chance.choice((1, 3))
            try:
                one(folder, template, chance, how, writers, acknowledged_when_sent)
            except ledger.Broken as broken:
                raise ledger.Broken(f"seed {seed}, kill {number} of {how} with {writers} writers: {broken}") from None
    return f"{count} kills, seed {seed}"


def claims(chance, writer, lines):
    return [
        {"member_id": f"M-{chance.randint(1, 4)}", "on": f"2024-{chance.randint(1, 4):02}-{chance.randint(1, 28):02}",
         "units": chance.choice((28, 35, 56)), "reference": f"W{writer}-{line}"}
        for line in range(lines)
    ]


def one(folder, template, chance, how, writers, acknowledged_when_sent):
    database = ledger.copy(template, folder, "victim.db")
    running, sent = [], []
    for writer in range(writers):
        lines = claims(chance, writer, 12 if how == "administer" else 300)
        sent.append(lines)
        answers = os.path.join(folder, f"answers-{writer}")
        running.append((launch(folder, database, how, writer, lines, answers), answers))
    time.sleep(chance.uniform(0.01, 0.4))
    for process, _ in running:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    for process, _ in running:
        process.wait()
    crashed = ledger.copy(database, folder)
    on_file = ledger.references(crashed)
    ledger.check_sound(crashed)
    for (_, answers), lines in zip(running, sent):
        known = [line["reference"] for line in lines] if acknowledged_when_sent else acknowledged(how, answers)
        lost = [reference for reference in known if reference not in on_file]
        if lost and how in ("apply", "import", "administer"):
            raise ledger.Broken(f"{len(lost)} acknowledged lines are lost, {lost[0]} first")
    if acknowledged_when_sent:
        return
    for lines in sent:
        text = "".join(json.dumps({"op": "administer", **line}) + "\n" for line in lines)
        ledger.must(ledger.run(crashed, "apply", "-", text=text))
    doubled = [reference for reference, count in ledger.references(crashed).items() if count > 1]
    if doubled:
        raise ledger.Broken(f"{len(doubled)} lines are on file twice after they were sent again")
    ledger.check_sound(crashed)


def launch(folder, database, how, writer, lines, answers):
    """A writer in a process group of its own; what it acknowledges goes into the file of its answers."""
    source = os.path.join(folder, f"claims-{writer}")
    with open(source, "w") as file:
        if how == "import":
            file.write("member_id,service_date,units,reference\n")
            file.writelines(f"{line['member_id']},{line['on']},{line['units']},{line['reference']}\n" for line in lines)
        else:
            file.writelines(json.dumps({"op": "administer", **line}) + "\n" for line in lines)
    # What an earlier run has left would be taken for what this one says.
    for left in (answers, answers + ".unfinished"):
        if os.path.exists(left):
            os.unlink(left)
    if how == "apply":
        command = ledger.start(database, "apply", source, "--batch", "7")
    elif how == "import":
        command = ledger.start(database, "import", "administrations", source, "--batch", "11", "--results", answers)
    elif how in ("nightly", "migrate"):
        command = ["sh", "-c", 'while :; do "$@" || true; done', "sh", *ledger.start(database, how)]
    else:
        # One process a line, each acknowledged by its exit status.
        steps = "".join(
            f'"$1" administer {line["member_id"]} --on {line["on"]} --units {line["units"]} --reference '
            f'{line["reference"]} --db "$2" --today {ledger.TODAY} >/dev/null; case $? in 0|2) '
            f'echo {line["reference"]};; esac\n' for line in lines)
        command = ["sh", "-c", steps, "sh", ledger.BINARY, database]
    output = open(answers if how != "import" else os.devnull, "w")
    with output:
        return subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, start_new_session=True)


def acknowledged(how, answers):
    """The references a killed writer had said were done; a line cut off in the middle says nothing."""
    if how == "import":
        answers += ".unfinished" if os.path.exists(answers + ".unfinished") else ""
    if how not in ("apply", "import", "administer") or not os.path.exists(answers):
        return []
    with open(answers, newline="") as file:
        whole = [line.strip() for line in file if line.endswith("\n")]
    if how == "apply":
        return [json.loads(line)["result"]["reference"] for line in whole]
    return whole if how == "administer" else [line.split(",")[2] for line in whole[1:]]


def control(seed):
    """A harness that takes what was sent for acknowledged must see lines lost."""
    try:
        rounds(seed, 5, acknowledged_when_sent=True)
    except ledger.Broken:
        return
    raise ledger.Broken("the control found nothing lost")
