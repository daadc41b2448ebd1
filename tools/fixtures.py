"""Numbers of PyTorch that the engine's tests compare with: python tools/fixtures.py test/fixtures

Small on purpose. Weights are random; names, letters and classes are numbers without meaning. Every file is safetensors
of float32; what is no tensor (cases, lengths, labels) stands as JSON in its metadata under "cases".
"""
import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

LENGTHS = {"equal": [4, 4, 4], "mixed": [5, 5, 3, 2, 1], "ones": [1, 1], "single": [3], "state": [5, 5, 3, 2, 1]}
CELLS = {
    "rnn-tanh": lambda *a, **k: nn.RNN(*a, nonlinearity="tanh", **k),
    "rnn-relu": lambda *a, **k: nn.RNN(*a, nonlinearity="relu", **k),
    "gru": nn.GRU,
    "lstm": nn.LSTM,
}


def save(folder, name, tensors, cases):
    """Writes a safetensors file (8 bytes of header length, a JSON header, data)."""
    header = {"__metadata__": {"cases": json.dumps(cases), "torch": torch.__version__}}
    parts, end = [], 0
    for key, tensor in tensors.items():
        flat = tensor.detach().to(torch.float32).reshape(-1).tolist()
        data = struct.pack(f"<{len(flat)}f", *flat)
        header[key] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [end, end + len(data)]}
        parts.append(data)
        end += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    (folder / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))


def recurrent(folder):
    """Outputs, final states and every gradient of nn.RNN, GRU and LSTM on packed batches."""
    I, H = 3, 4
    for cell, make in CELLS.items():
        tensors, cases = {}, []
        for layers in (1, 2):
            for directions in (1, 2):
                for kind, lengths in LENGTHS.items():
                    key = f"{layers}.{directions}.{kind}"
                    module = make(I, H, layers, bidirectional=directions == 2)
                    packed = pack_padded_sequence(torch.randn(lengths[0], len(lengths), I), torch.tensor(lengths))
                    x = packed.data.clone().requires_grad_()
                    states = []
                    if kind == "state":
                        shape = (layers * directions, len(lengths), H)
                        states = [torch.randn(shape, requires_grad=True) for _ in range(2 if cell == "lstm" else 1)]
                    given = (tuple(states) if cell == "lstm" else states[0]) if states else None
                    out, final = module(PackedSequence(x, packed.batch_sizes), given)
                    final = final if cell == "lstm" else (final,)
                    results = [out.data, *final]
                    upstream = [torch.randn_like(each) for each in results]
                    sum((a * b).sum() for a, b in zip(results, upstream)).backward()
                    put = lambda name, tensor: tensors.__setitem__(f"{key}/{name}", tensor)
                    put("x", x)
                    put("d.x", x.grad)
                    for name, result, dy in zip(["outputs", "h", "c"], results, upstream):
                        put(name, result)
                        put(f"dy.{name}", dy)
                    for name, state in zip(["h0", "c0"], states):
                        put(name, state)
                        put(f"d.{name}", state.grad)
                    for name, parameter in module.named_parameters():
                        put(name, parameter)
                        put(f"d.{name}", parameter.grad)
                    cases.append(dict(key=key, layers=layers, directions=directions, lengths=lengths, state=bool(states)))
        save(folder, f"recurrent-{cell}", tensors, cases)


class Names(nn.Module):
    """The lecture's 13_2 and its relatives: input, recurrent stack, readout, linear head."""

    def __init__(self, case):
        super().__init__()
        rows, size = case["rows"], case["embeddingSize"] or case["rows"]
        if case["embeddingSize"]:
            self.embedding = nn.Embedding(rows, size)
        else:
            self.embedding = None
        make = CELLS["rnn-tanh" if case["cell"] == "rnn" else case["cell"]]
        self.rnn = make(size, case["hiddenSize"], case["layers"], bidirectional=case["bidirectional"])
        width = case["hiddenSize"] * (2 if case["bidirectional"] else 1)
        features = {"last-direction": case["hiddenSize"], "final-mean-max": 3 * width}.get(case["readout"], width)
        self.fc = nn.Linear(features, case["classes"])
        self.case = case

    def forward(self, ids, lengths):
        x = self.embedding(ids) if self.embedding else F.one_hot(ids, self.case["rows"]).float()
        out, h = self.rnn(pack_padded_sequence(x, lengths))
        h = h[0] if isinstance(h, tuple) else h
        final = torch.cat([h[-2], h[-1]], 1) if self.case["bidirectional"] else h[-1]
        padded, _ = pad_packed_sequence(out)
        mask = (torch.arange(padded.size(0))[:, None] < lengths[None])[..., None]
        mean = padded.sum(0) / lengths[:, None]
        highest = padded.masked_fill(~mask, -torch.inf).amax(0)
        return self.fc({
            "last-direction": h[-1], "both-directions": final, "mean": mean, "max": highest,
            "final-mean-max": torch.cat([final, mean, highest], 1),
        }[self.case["readout"]])


def classifier(folder):
    """Scores, loss and every gradient of whole classifiers."""
    base = dict(cell="gru", layers=2, bidirectional=True, readout="last-direction", embeddingSize=5, hiddenSize=6)
    variants = [
        base,
        base | dict(readout="both-directions", labelSmoothing=0.1),
        base | dict(readout="final-mean-max", cell="lstm", classWeights=[0.5, 2.0, 1.0, 0.25]),
        base | dict(readout="mean", cell="rnn", layers=1, bidirectional=False),
        base | dict(readout="max", embeddingSize=0, labelSmoothing=0.2, classWeights=[1.0, 3.0, 0.5, 1.0]),
        base | dict(readout="last-direction", bidirectional=False, layers=1, cell="lstm", rows=40),
    ]
    tensors, cases = {}, []
    for number, variant in enumerate(variants):
        case = dict(rows=9, classes=4, labelSmoothing=0.0, classWeights=None) | variant
        model = Names(case)
        lengths = [6, 4, 4, 2, 1]
        names = [torch.randint(case["rows"], (length,)).tolist() for length in lengths]
        ids = torch.tensor([name + [0] * (lengths[0] - len(name)) for name in names]).t()
        labels = torch.randint(case["classes"], (len(lengths),))
        logits = model(ids, torch.tensor(lengths))
        weights = torch.tensor(case["classWeights"]) if case["classWeights"] else None
        loss = F.cross_entropy(logits, labels, weight=weights, label_smoothing=case["labelSmoothing"])
        loss.backward()
        tensors |= {f"{number}/logits": logits, f"{number}/loss": loss}
        for name, parameter in model.named_parameters():
            tensors |= {f"{number}/{name}": parameter, f"{number}/d.{name}": parameter.grad}
        cases.append(case | dict(key=str(number), names=names, labels=labels.tolist()))
    save(folder, "classifier", tensors, cases)


def cross_entropy(folder):
    """Losses and gradients with smoothing and class weights, on mild and on extreme scores."""
    tensors, cases = {}, []
    weights = [0.5, 2.0, 1.0, 0.25]
    for scale in (1, 300):
        for smoothing in (0.0, 0.1):
            for weight in (None, weights):
                key = str(len(cases))
                logits = (torch.randn(6, 4) * scale).requires_grad_()
                labels = torch.randint(4, (6,))
                given = torch.tensor(weight) if weight else None
                loss = F.cross_entropy(logits, labels, weight=given, label_smoothing=smoothing)
                loss.backward()
                tensors |= {f"{key}/logits": logits, f"{key}/loss": loss, f"{key}/d.logits": logits.grad}
                cases.append(dict(key=key, labels=labels.tolist(), labelSmoothing=smoothing, classWeights=weight))
    save(folder, "cross-entropy", tensors, cases)


def optimizers(folder):
    """Parameters after each of five steps with a changing learning rate, and clipped gradients."""
    settings = {
        "adam": (torch.optim.Adam, {}, dict(kind="adam", weightDecay=0)),
        "adamw": (torch.optim.AdamW, dict(weight_decay=0.1), dict(kind="adam", weightDecay=0.1)),
        "rmsprop": (torch.optim.RMSprop, {}, dict(kind="rmsprop", weightDecay=0, momentum=0)),
        "rmsprop-all": (
            torch.optim.RMSprop,
            dict(alpha=0.95, momentum=0.9, weight_decay=0.1),
            dict(kind="rmsprop", alpha=0.95, momentum=0.9, weightDecay=0.1),
        ),
        "sgd": (torch.optim.SGD, {}, dict(kind="sgd", weightDecay=0, momentum=0)),
        "sgd-all": (
            torch.optim.SGD,
            dict(momentum=0.9, weight_decay=0.1),
            dict(kind="sgd", weightDecay=0.1, momentum=0.9),
        ),
    }
    rates = [0.1, 0.1, 0.05, 0.01, 0.2]
    shapes = {"a": (3, 4), "b": (5,)}
    tensors, cases = {}, []
    first = {name: torch.randn(shape) for name, shape in shapes.items()}
    gradients = [{name: torch.randn(shape) for name, shape in shapes.items()} for _ in rates]
    tensors |= {f"first/{name}": value for name, value in first.items()}
    for step, named in enumerate(gradients):
        tensors |= {f"gradient/{step}/{name}": value for name, value in named.items()}
    for key, (make, options, config) in settings.items():
        parameters = {name: value.clone().requires_grad_() for name, value in first.items()}
        optimizer = make(parameters.values(), lr=1, **options)
        for step, rate in enumerate(rates):
            optimizer.param_groups[0]["lr"] = rate
            for name, parameter in parameters.items():
                parameter.grad = gradients[step][name].clone()
            optimizer.step()
            tensors |= {f"{key}/{step}/{name}": value.detach().clone() for name, value in parameters.items()}
        cases.append(dict(key=key, config=config, rates=rates))
    for limit in (0.5, 100.0):
        parameters = [value.clone().requires_grad_() for value in first.values()]
        for parameter, gradient in zip(parameters, gradients[0].values()):
            parameter.grad = gradient.clone()
        norm = nn.utils.clip_grad_norm_(parameters, limit)
        tensors |= {f"clip/{limit}/norm": norm}
        tensors |= {f"clip/{limit}/{name}": parameter.grad for name, parameter in zip(shapes, parameters)}
    save(folder, "optimizers", tensors, cases)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for seed, write in enumerate([recurrent, classifier, cross_entropy, optimizers]):
        torch.manual_seed(seed)
        write(target)
