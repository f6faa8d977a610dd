// Who else is here: beside the headline, beside the claim at hand, and in the list. Names only.

export function show(people) {
  const here = document.getElementById("panel").dataset.claim;
  const isHere = ({ claim_id }) => String(claim_id) === here;
  put("others", people.length ? `Also here: ${people.map(withPlace).join(", ")}` : "");
  put("here", names(people.filter(isHere), "on this claim, too"));
  for (const row of document.querySelectorAll(".claims [data-claim]")) {
    inRow(row, people.filter(({ claim_id }) => String(claim_id) === row.dataset.claim));
  }
}

function put(id, words) {
  const place = document.getElementById(id);
  if (place && place.textContent !== words) place.textContent = words;
}

function names(people, what) {
  return people.length ? `${people.map((one) => one.name).join(", ")} ${people.length > 1 ? "are" : "is"} ${what}` : "";
}

function withPlace({ claim_id, name }) {
  const number = document.querySelector(`.claims [data-claim="${claim_id}"] .num`)?.textContent;
  return number ? `${name} (claim ${number})` : name;
}

function inRow(row, people) {
  let chip = row.querySelector(".present");
  if (!people.length) return chip?.remove();
  if (!chip) {
    chip = document.createElement("span");
    chip.className = "chip present";
    row.append(chip);
  }
  chip.textContent = names(people, "here");
}
